// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are source text
/** Durations and times, as amounts in seconds. */
import { call } from "../ir/terms.js";
import type { ts } from "../typescript.js";
import type { Builtin } from "./builtin.js";

export const times: readonly Builtin[] = [
  {
    owner: "gatewright",
    name: "now",
    samples: [
      "now()",
      'exceeds(now(), time("2026-11-21T20:15:00Z") ?? total([]))',
      'texts.filter((x) => exceeds(total([time(`2026-11-2${x.length}T00:00:00Z`) ?? total([]), duration("24h") ?? total([])]), now()))',
    ],
    value: (_, to) => to.named("now", call("secondsOfNanos", call("clock"))),
  },
  {
    owner: "gatewright",
    name: "duration",
    samples: [
      "duration(text) ?? null",
      "numbers.map((x) => duration(`${x}h`) ?? null)",
      '["1h30m", "300ms", "-1.5s", "+.5m", "1.h", "0", "-0", "1us", "1µs", "1μs", "2ns0.9ns", "1m1h1m", "2562047h47m16.854775807s", "-2562047h47m16.854775808s"].map((x) => duration(x) ?? null)',
      '["1d", "1", ".s", "", "1h ", "1H", "s", "--1s", "2562047h47m16.854775808s", "9999999999999999999999h"].map((x) => duration(x) ?? null)',
      'exceeds(duration("1h1ns") ?? total([]), times(duration("30m") ?? total([]), quantity("2") ?? total([])))',
    ],
    value: (site, to) => to.named("duration", call("duration", to.value(site.args[0] as ts.Expression, site.scope))),
  },
  {
    owner: "gatewright",
    name: "time",
    samples: [
      "time(text) ?? null",
      '["1970-01-01T00:00:00Z", "2026-11-21T20:15:00.5+01:00", "2024-02-29T23:59:59.123456789123Z", "0000-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"].map((x) => time(x) ?? null)',
      '["2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-11-21", "2026-11-21T20:15:60Z", "2026-11-21t20:15:00z", "2026-11-21T20:15:00", "2026-11-21T24:00:00Z"].map((x) => time(x) ?? null)',
      'exceeds(total([time("2026-11-21T20:15:00Z") ?? total([]), duration("24h") ?? total([])]), time("2026-11-22T20:14:59.999999999Z") ?? total([]))',
    ],
    value: (site, to) => to.named("time", call("timeOfText", to.value(site.args[0] as ts.Expression, site.scope))),
  },
];
