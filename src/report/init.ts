import type { JsonHead } from "./check.js";
import { colours } from "./colour.js";
import { printable } from "./columns.js";
import { jsonText } from "./json.js";

/** What `gatewright init` did: paths below the folder. */
export interface Started {
  readonly written: readonly string[];
  readonly kept: readonly string[];
  /** Whether "gatewright" can be imported there already. */
  readonly installed: boolean;
}

/** The result of `gatewright init`, for people and as JSON. `folder` is as it was given. */
export function initReport({ written, kept, installed }: Started, folder: string) {
  return {
    pretty: (colour: boolean) => {
      const paint = colours(colour);
      const install = kept.includes("package.json") ? "npm install --save-dev gatewright" : "npm install";
      const steps = [
        ...(folder === "." ? [] : [`cd ${/^[\w./-]+$/.test(folder) ? folder : JSON.stringify(folder)}`]),
        ...(installed ? [] : [install]),
        "npx gatewright test     # run the policy against its fixtures",
        "npx gatewright build    # write dist/ for `kubectl apply --kustomize dist`",
      ];
      return [
        ...written.map((path) => `${paint.green("+")} ${path}`),
        ...kept.map((path) => `${paint.dim("=")} ${path} ${paint.dim("(kept as it is)")}`),
        "",
        "Next:",
        ...steps.map((step) => `  ${printable(step)}`),
        "",
      ].join("\n");
    },
    json: (head: JsonHead) => jsonText({ ...head, folder, written, kept }),
  };
}
