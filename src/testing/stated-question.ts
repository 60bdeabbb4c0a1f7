import type { Question } from "../model.js";

/** A question as a constraint puts it: its parameters as they are stated, without the schema's defaults; absent when it states none. */
export type StatedQuestion = Pick<Question, "review" | "inventory" | "now" | "externalData"> & {
  readonly parameters?: Question["parameters"] | undefined;
};
