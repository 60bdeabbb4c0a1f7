/** The functions of the library: amounts, versions, times, addresses, globs, images, selectors, encodings. */
import { type Idiom, type Scene, written } from "./scene.js";

/** A text that is likely to mean something, with or without what stands around it. */
function texts({ pick }: Scene): string {
  return pick([
    "parameters.must",
    '(object.metadata?.labels?.["a"] ?? "")',
    '(object.metadata?.name ?? "1")',
    '(object.spec?.containers?.[0]?.image ?? "a/b:1")',
    '(parameters.words[0] ?? "x")',
    '(object.spec?.nodeName ?? "0")',
  ]);
}

export const amounts: Idiom = (scene) => {
  const { pick, fresh, containers } = scene;
  const [q, x, limit] = [fresh("q"), fresh("x"), fresh("limit")];
  const text = () => texts(scene);
  const read = pick([
    (one: string) => `quantity(${one})`,
    (one: string) => `quantity(\`\${${one}.length}${pick(["Mi", "m", "", "Gi", "k"])}\`)`,
    (one: string) => `duration(${one})`,
    (one: string) => `duration(\`\${${one}.length}${pick(["h", "ms", "m30s"])}\`)`,
    (one: string) => `version(${one})`,
    (one: string) => `version(\`v1.\${${one}.length}${pick(["", ".0-rc.1", ".3"])}\`)`,
    (one: string) => `apiVersion(\`v\${${one}.length}${pick(["", "beta1", "alpha2"])}\`)`,
  ]);
  const bound = read("parameters.must").replaceAll(
    "parameters.must",
    pick(['"1"', '"1h"', '"1.2.3"', '"1Gi"', '"abc"']),
  );
  return written(
    pick<readonly string[]>([
      [
        `const ${q} = ${read(text())};`,
        `const ${limit} = ${bound};`,
        `if (${q} === undefined) yield "unreadable";`,
        `else if (${limit} !== undefined && exceeds(${q}, ${limit})) yield { msg: "too much", details: ${q} };`,
        `else yield "fine";`,
      ],
      [
        `for (const ${x} of parameters.words) {`,
        `const ${q} = ${read(x)};`,
        `if (${q} === undefined) continue;`,
        `yield { msg: ${x}, details: ${q} };`,
        "}",
      ],
      [
        `const ${q} = parameters.words.map((${x}) => quantity(${x})).filter((${x}) => ${x} !== undefined);`,
        `yield { msg: "sum", details: total(${q}) };`,
        `if (exceeds(total(${q}), ${pick(["total([])", 'quantity("1") ?? total([])'])})) yield "more";`,
      ],
      [
        `const ${q} = total(${containers()}.map(({ name }) => quantity(\`\${name.length}\`) ?? total([])));`,
        `yield { msg: "names", details: times(${q}, quantity("${pick(["0.5", "-2", "1e3"])}") ?? total([])) };`,
      ],
      [
        `const ${q} = time(${text()}) ?? time("2026-11-2${pick(["0", "1"])}T0${pick(["1", "9"])}:00:00${pick(["Z", "+02:00", ".5Z"])}");`,
        `const ${limit} = duration(${pick(['"24h"', '"-3h30m"', "parameters.must"])});`,
        `if (${q} !== undefined && ${limit} !== undefined && exceeds(${pick([`now(), total([${q}, ${limit}])`, `total([${q}, ${limit}]), now()`])})) yield "late";`,
        `if (${q} === undefined || !exceeds(${q}, now())) yield "not in the future";`,
      ],
    ]),
  );
};

export const addresses: Idiom = (scene) => {
  const { pick, fresh, chance } = scene;
  const [net, x] = [fresh("net"), fresh("x")];
  const one = () =>
    pick([
      texts(scene),
      `\`10.\${${texts(scene)}.length}.0.1${pick(["", "/16", "/8"])}\``,
      '"10.0.0.0/8"',
      '"10.1.2.3"',
      '"::1/64"',
      `\`10.1.2.\${parameters.min}\``,
    ]);
  if (chance(0.5))
    return written([
      `const ${net} = cidr(${one()});`,
      `const ${x} = cidr(${one()});`,
      `if (${net} === undefined || ${x} === undefined) yield "no address";`,
      pick([
        `else if (contains(${net}, ${x})) yield "inside";`,
        `else if (!contains(${net}, ${x})) yield "outside";`,
        `else yield { msg: "both", details: { inside: contains(${net}, ${x}), apart: !overlaps(${net}, ${x}) } };`,
      ]),
    ]);
  return written(
    pick<readonly string[]>([
      [
        `const ${net} = parseUrl(${pick([texts(scene), `\`https://\${${texts(scene)}}/x\``, `\`\${${texts(scene)}}://a:80\``])});`,
        `yield ${net} === undefined ? "no url" : \`\${${net}.host}:\${${net}.port ?? 443}\`;`,
      ],
      [
        `for (const ${x} of parameters.words) if (${chance(0.5) ? "!" : ""}matchesGlob(${pick([x, `\`*\${${x}}\``, `\`\${${x}}/**\``, '"?b*"'])}, ${texts(scene)}${pick(["", ', "/"', ', "."'])})) yield ${x};`,
      ],
      [
        `yield { msg: "coded", details: { to: toBase64(${texts(scene)}), from: fromBase64(${texts(scene)}) ?? null, url: fromBase64Url(${texts(scene)}) ?? null, sum: ${pick(["sha256", "sha1", "md5"])}(${texts(scene)}) } };`,
      ],
      [
        `const ${x} = parseJson(${pick([texts(scene), `\`[\${${texts(scene)}}]\``, `JSON.stringify(parameters.words)`])});`,
        pick([
          `if (Array.isArray(${x})) for (const one of ${x}) if (typeof one === "string") yield one;`,
          `if (typeof ${x} === "object" && ${x} !== null && !Array.isArray(${x})) yield { msg: "object", details: ${x}["a"] ?? null };\nelse yield "no object";`,
          `yield { msg: "json", details: ${x} ?? null };`,
        ]),
      ],
      [
        `const ${x} = decodeJwt(${pick([texts(scene), `\`\${toBase64Url('{"alg":"none"}')}.\${toBase64Url(parameters.must)}.\``, `\`\${toBase64Url("{}")}.\${toBase64Url('{"sub":"a"}')}.x\``])});`,
        `yield { msg: "token", details: ${x}?.claims["sub"] ?? ${x}?.header["alg"] ?? null };`,
      ],
    ]),
  );
};

export const kubernetes: Idiom = (scene) => {
  const { pick, fresh, chance } = scene;
  const [image, c, sel, rule] = [fresh("image"), fresh("c"), fresh("selector"), fresh("rule")];
  const labels = "object.metadata?.labels ?? {}";
  const operator = () => pick(["In", "NotIn", "Exists", "DoesNotExist"]);
  const requirement = () =>
    `{ key: ${pick(['"a"', '"b"', "parameters.must"])}, operator: "${operator()}", values: ${pick(["parameters.words", '["a"]', "[]"])} }`;
  return written(
    pick<readonly string[]>([
      [
        `for (const { container, list, index } of containersOf(object)) {`,
        `const ${image} = imageReference(container.image ?? ${pick(['""', '"nginx"'])});`,
        `if (${image} === undefined) yield \`\${list}[\${index}] is none\`;`,
        `else if (${chance(0.5) ? "!" : ""}parameters.words.some((place) => isFrom(${image}, place))) yield ${image}.registry;`,
        `else yield { msg: ${image}.repository, details: { tag: tagOf(${image}) ?? null, digest: ${image}.digest ?? null } };`,
        "}",
      ],
      [
        `const ${image} = imageReference(${pick([texts(scene), `\`\${${texts(scene)}}/a:\${parameters.must}\``])});`,
        `yield { msg: "image", details: ${image} ?? null };`,
      ],
      [
        `const ${sel} = { matchLabels: ${pick(["{ a: parameters.must }", '{ a: "a" }', "{}"])}, matchExpressions: [${requirement()}${chance(0.4) ? `, ${requirement()}` : ""}] };`,
        `if (${chance(0.5) ? "!" : ""}selects(${sel}, ${labels})) yield "selected";`,
      ],
      [
        `yield { msg: podSpecPathOf(object), details: (podSpecOf(object)?.containers ?? []).map(({ name }) => name) };`,
        `yield { msg: "lists", details: containersOf(object).map(({ list, index, container: ${c} }) => \`\${list}\${index}\${${c}.name}\`) };`,
      ],
      [
        `const ${rule} = { verbs: parameters.words, apiGroups: [${pick(['""', '"*"', "parameters.must"])}], resources: ${pick(['["pods"]', '["*"]', "parameters.words", '["pods/exec"]'])} };`,
        `if (ruleAllows(${rule}, { verb: ${pick(['"a"', "parameters.must"])}, group: "", resource: ${pick(['"pods"', '"pods/exec"', '"a"'])} })) yield "allowed";`,
        `else yield "not allowed";`,
      ],
    ]),
  );
};
