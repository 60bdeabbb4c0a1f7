/** What a review has beside its object: the object before, who asks, the inventory and providers. */
import { type Idiom, written } from "./scene.js";

/** Fields that may not change. */
export const changes: Idiom = ({ env, pick, fresh }) => {
  if (!env.isOfRequest) return undefined;
  const [before, after, key, value] = [fresh("before"), fresh("after"), fresh("key"), fresh("value")];
  const field = (of: string, chain = "?") =>
    pick([
      `${of}${chain}.spec?.nodeName`,
      `${of}${chain}.spec?.hostNetwork`,
      `${of}${chain}.metadata?.labels?.["a"]`,
      `${of}${chain}.spec?.containers?.length`,
      `${of}${chain}.spec?.containers?.[0]?.image`,
    ]);
  const guard = pick([
    "if (oldObject === null) return;",
    "if (!oldObject) return;",
    'if (operation !== "UPDATE" || oldObject === null) return;',
    'if (oldObject == null || operation === "DELETE") return yield "nothing before";',
  ]);
  return written(
    pick<readonly string[]>([
      [
        `const ${before} = ${field("oldObject")};`,
        `const ${after} = ${field("object", "")};`,
        `if (operation === "UPDATE" && ${before} !== ${after}) yield \`changed from \${${before} ?? "none"} to \${${after} ?? "none"}\`;`,
      ],
      [
        guard,
        `for (const [${key}, ${value}] of Object.entries(oldObject.metadata?.labels ?? {})) {`,
        pick([
          `if (object.metadata?.labels?.[${key}] !== ${value}) yield { msg: \`label \${${key}}\`, details: { ${value}, now: object.metadata?.labels?.[${key}] ?? null } };`,
          `if (!(${key} in (object.metadata?.labels ?? {}))) yield \`label \${${key}} is gone\`;`,
          `const now = object.metadata?.labels?.[${key}];\nif (now === undefined) continue;\nif (now !== ${value}) yield \`\${${key}}=\${now}\`;`,
        ]),
        "}",
      ],
      [
        guard,
        pick([
          `if (!equals(oldObject.spec?.nodeSelector ?? {}, object.spec?.nodeSelector ?? {})) yield "selector";`,
          `if (equals(oldObject.metadata?.labels ?? null, object.metadata?.labels ?? null)) yield "same labels";`,
          `if (!equals(oldObject.spec ?? {}, object.spec ?? {})) yield "spec";`,
        ]),
      ],
      [
        `const ${before} = new Set((oldObject?.spec?.containers ?? []).map(({ image }) => image ?? ""));`,
        `const ${after} = (object.spec?.containers ?? []).filter(({ image }) => !${before}.has(image ?? ""));`,
        `if (${after}.length > 0) yield { msg: "new images", details: ${after}.map(({ image }) => image ?? null) };`,
      ],
      [
        "switch (operation) {",
        `case "CREATE": yield "created"; break;`,
        `case "UPDATE": if (oldObject?.spec?.hostNetwork) yield "was on the host";`,
        `case "DELETE": yield \`\${oldObject?.metadata?.name ?? "unnamed"} by \${userInfo.username ?? "nobody"}\`; break;`,
        `default: yield "at rest";`,
        "}",
      ],
      [
        `const ${key} = [userInfo.username ?? "", ...(userInfo.groups ?? [])];`,
        `if (!parameters.words.some((${value}) => ${key}.includes(${value}))) yield { msg: "not allowed", details: ${key} };`,
      ],
      [
        `const ${before} = oldObject ?? object;`,
        `yield \`\${${before}.metadata?.name ?? "none"} \${${before}.spec?.containers?.length ?? 0}\`;`,
      ],
    ]),
  );
};

/** Other objects of the cluster. */
export const inventories: Idiom = ({ pick, fresh, about, chance }) => {
  const [others, one, by] = [fresh("others"), fresh("one"), fresh("by")];
  const where = pick([
    "",
    ', { namespace: object.metadata?.namespace ?? "" }',
    ", { namespace: object.metadata?.namespace ?? parameters.must }",
    ', { name: "a" }',
    ", { name: parameters.must }",
  ]);
  const source = `inventory.namespaced<Pod>(${pick(['"v1"', '"v1"', '["v1", "v2"]'])}, "Pod"${where})`;
  const isOther = pick([
    `${one}.metadata?.name !== object.metadata?.name`,
    `${one}.metadata?.namespace !== object.metadata?.namespace || ${one}.metadata?.name !== object.metadata?.name`,
    `${one}.spec?.nodeName === object.spec?.nodeName`,
    `${one}.metadata?.labels?.["a"] === parameters.must`,
    `!${one}.spec?.hostNetwork`,
    `(${one}.spec?.containers ?? []).some((c) => ${about("c")})`,
  ]);
  return written(
    pick<readonly string[]>([
      [
        `for (const ${one} of ${source}) {`,
        `if (${isOther}) continue;`,
        `yield { msg: \`\${${one}.metadata?.name ?? "none"}\`, details: ${one}.spec?.nodeName ?? null };`,
        "}",
      ],
      [`if (${chance(0.5) ? "!" : ""}${source}.${pick(["some", "every"])}((${one}) => ${isOther})) yield "others";`],
      [`const ${others} = ${source}.filter((${one}) => ${isOther});`, `yield { msg: "n", details: ${others}.length };`],
      [
        `const ${others} = ${source}.map((${one}) => \`\${${one}.metadata?.namespace ?? ""}/\${${one}.metadata?.name ?? ""}\`).toSorted();`,
        `yield { msg: ${others}.join(), details: ${others} };`,
      ],
      [
        `const ${by}: Record<string, number> = {};`,
        `for (const ${one} of ${source}) {`,
        `const key = ${one}.spec?.nodeName ?? "none";`,
        `${by}[key] = (${by}[key] ?? 0) + 1;`,
        "}",
        `yield { msg: "by", details: ${by} };`,
      ],
      [
        `const ${others} = new Set(${source}.flatMap((${one}) => (${one}.spec?.containers ?? []).map(({ name }) => name)));`,
        `for (const { name } of object.spec?.containers ?? []) if (${others}.has(name)) yield \`\${name} is taken\`;`,
      ],
      [`yield { msg: "cluster", details: inventory.cluster<Namespace>("v1", "Namespace").length };`],
    ]),
  );
};

/** What a provider says. */
export const providers: Idiom = ({ pick, fresh }) => {
  const [answers, key] = [fresh("answers"), fresh("key")];
  const keys = pick([
    "parameters.words",
    "[parameters.must]",
    "parameters.words.filter((x) => x.length > 1)",
    "(object.spec?.containers ?? []).map(({ name }) => name)",
    "(object.spec?.containers ?? []).flatMap(({ image }) => (image === undefined ? [] : [image]))",
  ]);
  return written([
    `const ${answers} = externalData("facts", ${keys});`,
    ...pick<readonly string[]>([
      [
        `if (${answers}.systemError !== undefined) yield \`no answers: \${${answers}.systemError}\`;`,
        `for (const { key, error } of ${answers}.errors) yield \`\${key}: \${error}\`;`,
      ],
      [`for (const { key, value } of ${answers}.responses) if (value !== "a") yield { msg: key, details: value };`],
      [
        `for (const ${key} of parameters.words) if (!${answers}.responses.some((one) => one.key === ${key})) yield \`\${${key}} has none\`;`,
      ],
      [
        `yield { msg: "counts", details: { yes: ${answers}.responses.length, no: ${answers}.errors.length, all: ${answers}.systemError ?? null } };`,
      ],
      [
        `yield { msg: "texts", details: ${answers}.responses.flatMap(({ value }) => (typeof value === "string" ? [value] : [])).toSorted() };`,
      ],
      [
        `const { responses, errors: [first] } = { ...${answers}, errors: ${answers}.errors.map(({ key }) => key).toSorted() };`,
        `yield { msg: first ?? "none", details: responses.length };`,
      ],
    ]),
  ]);
};
