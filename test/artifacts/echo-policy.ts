import { packageName } from "../../src/compiler/ir/package-name.js";
import type { CompiledPolicy, OpenApiSchema } from "../../src/model.js";

/** A policy whose one violation has the parameters in it, as JSON; its kind stands in for its name. */
export function echoPolicy(kind: string, schema?: OpenApiSchema): CompiledPolicy {
  return {
    file: "policies/echo.ts",
    kind,
    title: "Echo",
    description: "Says what its parameters are.",
    matchKinds: [{ apiGroups: [""], kinds: ["Namespace"] }],
    ...(schema === undefined ? {} : { schema }),
    rego: `package ${packageName(kind)}\n\nviolation contains {"msg": json.marshal(input.parameters)} if true\n`,
    sync: [],
  };
}
