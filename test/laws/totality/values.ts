/** Values of all sorts that Kubernetes takes: empty, at the bounds, of other scripts, huge. */
import fc from "fast-check";
import { hostileText } from "../imported/hostile.js";

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;

const common = [
  "",
  "a",
  "b",
  "app",
  "default",
  "kube-system",
  "true",
  "false",
  "*",
  "0",
  "1",
  "-1",
  "100m",
  "1Gi",
  "1.5",
  "1e3",
  "9223372036854775807",
  "25%",
  "/",
  "/var/lib/docker.sock",
  "/var/../etc",
  "nginx",
  "nginx:latest",
  "nginx:1.29",
  `ghcr.io/acme/app@${digest}`,
  "registry.example.com:5000/a/b:c",
  "Ghcr.IO//x:",
  "*.example.com",
  "10.0.0.0/8",
  "::1/128",
  "2026-11-21T20:15:00Z",
  "system:serviceaccount:kube-system:a",
  "runtime/default",
  "localhost/profile",
  "unconfined",
  "constructor",
  "__proto__",
  "é日本",
  "a".repeat(300),
];

/** Texts, most of them such as the policy speaks of. */
export function texts(own: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: own.length === 0 ? 0 : 6, arbitrary: fc.constantFrom(...(own.length === 0 ? [""] : own)) },
    { weight: 5, arbitrary: fc.constantFrom(...common) },
    { weight: 1, arbitrary: hostileText },
  );
}

export const quantities = fc.constantFrom(
  "0",
  "1",
  "100m",
  "0.1",
  "1Gi",
  "128Mi",
  "1k",
  "2E",
  "1e3",
  "9223372036854775807",
  "-1",
  "0.000000001",
  "999999999999999999999",
);

export const times = fc.constantFrom("2026-11-21T20:15:00Z", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z");

/** int32 and int64 as JSON has them. */
export const integers = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0, 1, 2, -1, 10, 22, 80, 443, 1000, 1023, 1024, 65_535, 65_536) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(2_147_483_647, -2_147_483_648, 1_000_690_000, 2 ** 53 - 1, 2 ** 53, 2 ** 62, -(2 ** 63)),
  },
  { weight: 1, arbitrary: fc.integer() },
);

export const numbers = fc.oneof(
  { weight: 3, arbitrary: integers },
  { weight: 1, arbitrary: fc.constantFrom(0.5, -2.25, 1.5, 1e-7, 1e21) },
);
