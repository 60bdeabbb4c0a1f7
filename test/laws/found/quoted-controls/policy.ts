import { fmt, policy, type Review } from "gatewright";
import type { Namespace } from "gatewright/kubernetes";
export interface Parameters {
  text: string;
}
export default policy({
  kind: "QuotedControls",
  title: "Control characters in quotes",
  description: "policy.wasm replaces one character after the other, in an order of its own.",
  severity: "low",

  *violations({ object, parameters: { text } }: Review<Namespace, Parameters>) {
    yield fmt([text, `${text}${text}`]);
    yield fmt({ a: text });
    yield fmt(new Set([text]));
    yield `${object.kind} ${JSON.stringify([text, 1])}`;
  },
});
