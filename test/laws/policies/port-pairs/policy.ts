import { policy, type Review } from "gatewright";
import type { Service } from "gatewright/kubernetes";

export default policy({
  kind: "PortPairs",
  title: "Pairs",
  description: "Every pair, sums of a list of numbers, averages, and positions.",
  severity: "low",

  *violations({ object }: Review<Service>) {
    const ports = object.spec?.ports ?? [];
    const numbers = ports.map(({ port }) => port);
    let total = 0;
    for (const number of numbers) total += number;
    if (numbers.length > 0 && total / 2 > 100) yield { msg: `total ${total}`, details: { half: total / 2 } };
    const pairs: [number, number][] = [];
    for (let i = 0; i < numbers.length; i++) {
      for (let j = i + 1; j < numbers.length; j++) {
        const a = numbers[i];
        const b = numbers[j];
        if (a === undefined || b === undefined) continue;
        if (a === b) pairs.push([i, j]);
      }
    }
    for (const [i, j] of pairs) yield `ports ${i} and ${j} are the same`;
    const sorted = [...numbers].sort((a, b) => a - b);
    let ordered = true;
    for (const [i, number] of sorted.entries()) {
      if (number !== numbers[i]) {
        ordered = false;
        break;
      }
    }
    if (!ordered) yield { msg: "not sorted", details: sorted };
  },
});
