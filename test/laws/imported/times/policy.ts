import { duration, exceeds, now, policy, type Review, time, times, total } from "gatewright";

interface Sample {
  readonly apiVersion: "example.dev/v1";
  readonly kind: "Sample";
  readonly spec: { readonly values: readonly { readonly text: string; readonly other: string }[] };
}

export default policy({
  kind: "Moments",
  title: "Moments",
  description: "Reckons with durations and times.",

  *violations({ object }: Review<Sample>) {
    yield { msg: "now", details: now() };
    for (const { text, other } of object.spec.values) {
      const span = duration(text);
      const moment = time(other);
      yield { msg: "duration", details: { text, duration: span ?? null } };
      yield { msg: "time", details: { other, time: moment ?? null } };
      if (span === undefined || moment === undefined) continue;
      yield { msg: "end", details: { text, other, end: total([moment, span]), squared: times(span, span) } };
      if (exceeds(now(), total([moment, span]))) yield { msg: "over", details: { text, other } };
      if (exceeds(span, moment)) yield { msg: "longer than since 1970", details: { text, other } };
    }
  },
});
