import { equals, exceeds, policy, quantity, type Review, times, total } from "gatewright";

interface Sample {
  readonly apiVersion: "example.dev/v1";
  readonly kind: "Sample";
  readonly spec: { readonly values: readonly (string | number)[] };
}

/** What amounts are, how each compares to the next, and what becomes of them together. */
export default policy({
  kind: "Amounts",
  title: "Amounts",
  description: "Reckons with quantities.",

  *violations({ object }: Review<Sample>) {
    const { values } = object.spec;
    const amounts = values.map((value) => quantity(value)).filter((amount) => amount !== undefined);
    for (const value of values) {
      yield { msg: "amount", details: { value: `${value}`, amount: quantity(value) ?? null } };
    }
    yield { msg: "total", details: total(amounts) };
    for (const [at, amount] of amounts.entries()) {
      const next = amounts[at + 1];
      if (next === undefined) continue;
      const both = total([amount, next]);
      yield { msg: `sum ${at}`, details: both };
      yield { msg: `product ${at}`, details: times(amount, next) };
      yield { msg: `product of sums ${at}`, details: times(both, total(amounts)) };
      if (exceeds(amount, next)) yield `${at} is more`;
      if (!exceeds(next, amount)) yield `${at} is at least as much`;
      if (equals(amount, next)) yield `${at} is as much`;
      if (exceeds(times(amount, next), both)) yield `${at}: the product is more than the sum`;
    }
  },
});
