import type { InForce } from "./constraints.js";
import type { ControlPlane } from "./control-plane.js";

/** What the audit found: by constraint and object, the messages. */
export type Audited = ReadonlyMap<string, readonly string[]>;

/** The audit's results, of one that began after everything was stored and in force. */
export async function audited(plane: ControlPlane, constraints: readonly InForce[]): Promise<Audited> {
  const since = new Date(Math.floor(Date.now() / 1000 + 1) * 1000);
  const found = new Map<string, readonly string[]>();
  await Promise.all(
    constraints.map(async ({ name, path }) => {
      const status = await plane.until(`the audit of ${name}`, async () => {
        const { status } = (await plane.api.ask("GET", path)) as unknown as { readonly status: AuditStatus };
        return new Date(status.auditTimestamp ?? 0) >= since ? status : undefined;
      });
      const { violations = [], totalViolations = 0 } = status;
      if (totalViolations > violations.length)
        throw new Error(`the audit of ${name} has more violations than it lists`);
      for (const one of violations) {
        const key = auditKey(name, one.group, one.kind, one.namespace, one.name);
        found.set(key, [...(found.get(key) ?? []), one.message]);
      }
    }),
  );
  return found;
}

interface AuditStatus {
  readonly auditTimestamp?: string;
  readonly totalViolations?: number;
  readonly violations?: readonly {
    readonly group?: string;
    readonly kind: string;
    readonly namespace?: string;
    readonly name: string;
    readonly message: string;
  }[];
}

export function auditKey(
  constraint: string,
  group: string | undefined,
  kind: string,
  namespace: string | undefined,
  name: string,
): string {
  return [constraint, group ?? "", kind, namespace ?? "", name].join("\n");
}

/** A message as the audit keeps it: at most 256 bytes. */
export function asAudited(message: string): string {
  const bytes = Buffer.from(message);
  return bytes.length <= LONGEST ? message : `${bytes.subarray(0, LONGEST - 3).toString()}...`;
}

const LONGEST = 256;
