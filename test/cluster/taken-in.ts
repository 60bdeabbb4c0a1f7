import type { ControlPlane } from "./control-plane.js";

/** What Gatekeeper says about a template or a constraint. */
interface Status {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly generation: number };
  readonly status?: {
    readonly created?: boolean;
    readonly byPod?: readonly {
      readonly observedGeneration?: number;
      readonly enforced?: boolean;
      readonly errors?: readonly { readonly message: string }[];
    }[];
  };
}

/**
 * Waits until Gatekeeper says that it has taken in a template, whose constraints are served then, or a constraint, which is enforced then.
 * Throws with the errors that it tells of.
 */
export async function takenIn(plane: ControlPlane, path: string): Promise<void> {
  await plane.until(path, async () => {
    const { kind, metadata, status } = (await plane.api.ask("GET", path)) as unknown as Status;
    const [pod] = status?.byPod ?? [];
    if (pod?.errors?.length) {
      throw new Error(`${kind} ${metadata.name}: ${pod.errors.map(({ message }) => message).join("; ")}`);
    }
    const done = kind === "ConstraintTemplate" ? status?.created : pod?.enforced;
    return done && pod?.observedGeneration === metadata.generation ? true : undefined;
  });
}
