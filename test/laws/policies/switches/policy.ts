import { policy, type Review } from "gatewright";
import type { Pod, Service } from "gatewright/kubernetes";

export default policy({
  kind: "Switches",
  title: "Switches",
  description: "Cases that fall through, share statements, assign, and compare with what is computed.",
  severity: "low",

  *violations({ object }: Review<Pod | Service>) {
    let score = 0;
    switch (object.kind) {
      case "Pod":
        score += 1;
      case "Service":
        score += 10;
        break;
    }
    const name = object.metadata?.name ?? "";
    let size: string;
    switch (name.length) {
      case 3:
      case 4:
        size = "short";
        break;
      case 5: {
        const first = name.slice(0, 1);
        size = `five with ${first}`;
        break;
      }
      default:
        if (name.startsWith("e")) {
          size = "e";
          break;
        }
        size = "long";
    }
    yield `${size} ${score}`;
    switch (true) {
      case name.startsWith("u"):
        yield "starts with u";
        break;
      case name.includes("o"):
        yield "has an o";
      default:
        yield "the rest";
    }
  },
});
