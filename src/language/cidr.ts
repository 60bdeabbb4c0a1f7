/**
 * A block of addresses, as `cidr` makes it: its first and its last one, each as its family and its parts. Blocks are compared with
 * `contains(block, other)`, `overlaps(block, other)` and `equals(block, other)`.
 */
export type Cidr = readonly [first: readonly number[], last: readonly number[]];

const FORM = /^([0-9A-Fa-f:.]{1,45})(?:\/(0|[1-9][0-9]{0,2}))?$/;
const BYTES = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:[.](?!$)|$)){4}$/;
const GROUPS = /^[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4})*$/;

/**
 * The block of addresses that a text in CIDR notation stands for, of IPv4 or IPv6: `"10.0.0.0/8"`, `"2001:db8::/32"`. An address
 * alone is a block of one. Bits beyond the prefix count for nothing: `"10.1.2.3/8"` is `"10.0.0.0/8"`.
 *
 * @returns undefined for what is none, such as `"10.0.0.0/33"`, `"010.0.0.1"` or `"fe80::1%eth0"`, and for IPv4 addresses in IPv6's
 *   clothes (`"::ffff:10.0.0.1"`), which Kubernetes does not want either
 */
export function cidr(text: string): Cidr | undefined {
  const [, address = "", length] = FORM.exec(text) ?? [];
  const isDotted = BYTES.test(address);
  const parts = isDotted ? bytesOf(address) : groupsOf(address);
  const width = isDotted ? 8 : 16;
  if (parts === undefined) return undefined;
  const bits = length === undefined ? parts.length * width : Number(length);
  if (bits > parts.length * width) return undefined;
  const family = isDotted ? 4 : 6;
  const sizes = parts.map((_, at) => 2 ** (width - Math.max(0, Math.min(width, bits - at * width))));
  const first = parts.map((part, at) => part - (part % (sizes[at] as number)));
  const last = first.map((part, at) => part + (sizes[at] as number) - 1);
  return [
    [family, ...first],
    [family, ...last],
  ];
}

/** Whether a block has all the addresses of another, or the one of it. No block of IPv4 contains one of IPv6. */
export function contains(block: Cidr, other: Cidr): boolean {
  return isUpTo(block[0], other[0]) && isUpTo(other[1], block[1]);
}

/** Whether two blocks have an address in common. */
export function overlaps(block: Cidr, other: Cidr): boolean {
  return isUpTo(block[0], other[1]) && isUpTo(other[0], block[1]);
}

function isUpTo(address: readonly number[], other: readonly number[]): boolean {
  const at = address.findIndex((part, index) => part !== other[index]);
  return at < 0 || (address[at] as number) < (other[at] as number);
}

function bytesOf(address: string): readonly number[] {
  return address.split(".").map(Number);
}

/** The groups of an IPv6 address, of which the last two may be written as one of IPv4. */
function groupsOf(address: string): readonly number[] | undefined {
  const [, head, tail] = /^(.*:)([0-9.]*[.][0-9.]*)$/.exec(address) ?? [];
  if (tail !== undefined && !BYTES.test(tail)) return undefined;
  const [a, b, c, d] = (tail === undefined ? [] : bytesOf(tail)) as [number, number, number, number];
  const whole = tail === undefined ? address : `${head}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  const halves = whole.split("::");
  if (halves.length > 2 || !halves.every((half) => GROUPS.test(half) || (half === "" && halves.length === 2)))
    return undefined;
  const [left = [], right = []] = halves.map((half) =>
    half === "" ? [] : half.split(":").map((group) => Number.parseInt(group, 16)),
  );
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...left, ...Array<number>(missing).fill(0), ...right];
  return groups.slice(0, 6).join(":") === "0:0:0:0:0:65535" ? undefined : groups;
}
