// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are source text
/** Versions: lists whose order is theirs, which `exceeds` compares as it does amounts. */
import { call } from "../ir/terms.js";
import type { ts } from "../typescript.js";
import type { Builtin } from "./builtin.js";

export const versions: readonly Builtin[] = [
  {
    owner: "gatewright",
    name: "version",
    samples: [
      "version(text) ?? null",
      "numbers.map((x) => version(`${x}`) ?? null)",
      '["1.2.3", "v1.31.2-gke.100", "1.31", "v1", "1.2.3-rc.1+build.7", "1.2.3-0a.--", "1.02", "1.2.3.4", "1.2.3-01", "v", "1.2-"].map((x) => version(x) ?? null)',
      '["1.2.3", "1.2.3-rc.10", "1.2.3-rc.9", "1.2.3-rc", "1.2.3-1", "1.2.4-a", "1.10"].map((x) => exceeds(version(x) ?? [0, 0, 0, 1], version(`1.2.3-rc.${texts.length}`) ?? [0, 0, 0, 1]))',
    ],
    value: (site, to) => to.named("version", call("version", to.value(site.args[0] as ts.Expression, site.scope))),
  },
  {
    owner: "gatewright",
    name: "apiVersion",
    samples: [
      "apiVersion(text) ?? null",
      '["v1", "apps/v1beta2", "v10alpha3", "v0", "v1gamma1", "1", "/v1", "v1beta"].map((x) => apiVersion(x) ?? null)',
      '["v1", "v2", "v3beta1", "v3beta2", "v11alpha1"].map((x) => exceeds(apiVersion(x) ?? [0, 0, 0], apiVersion("v3beta1") ?? [0, 0, 0]))',
    ],
    value: (site, to) => to.named("version", call("apiVersion", to.value(site.args[0] as ts.Expression, site.scope))),
  },
];
