import { policy, type Review } from "gatewright";
import type { Deployment } from "gatewright/kubernetes";

export interface Parameters {
  a: string[];
}
type Template = Deployment["spec"]["template"];
function templateOf(d: Deployment): Template {
  return d.spec?.template;
}
function labelsOf(t: Template): Record<string, string> {
  return { ...t?.metadata?.labels };
}
const nameOf = (t: Template): string => t?.metadata?.name ?? "unnamed";
function describe(t: Template): string {
  if (!t) return "no template";
  return t.spec ? "full" : "empty";
}

export default policy({
  kind: "DoubtedTypes",
  title: "Doubted types",
  description: "Fields that the types call required, asked for with a question mark, by names and functions.",
  severity: "low",

  *violations({ object }: Review<Deployment, Parameters>) {
    const template = object.spec?.template;
    yield { msg: "both", details: { ...object.metadata?.labels, ...template?.metadata?.labels } };
    yield { msg: template?.metadata?.name ?? "none" };
    yield { msg: "of", details: templateOf(object)?.metadata?.labels ?? {} };
    yield { msg: "labels", details: labelsOf(template) };
    yield nameOf(template);
    yield nameOf(object.spec?.template);
    yield describe(template);
    if (!template) yield "no template";
    if (template === undefined) yield "undefined template";
    if (template?.spec === undefined) yield "no spec of a template";
    const selector = object.spec?.selector;
    if (selector?.matchLabels?.["app"] !== "x") yield "not x";
    const { metadata: inner } = template ?? {};
    yield inner?.name ?? "no inner";
    const spec = object?.spec;
    yield `${spec?.replicas ?? 1}`;
    for (const { name } of template?.spec?.containers ?? []) yield name;
    const list = template?.spec?.containers?.map(({ name }) => name) ?? ["nothing"];
    yield list.join();
    const known = templateOf(object);
    if (known?.spec?.hostNetwork !== true) yield "not on the host";
    if (!known?.spec?.containers?.some(({ tty }) => tty)) yield "no terminal";
  },
});
