/** Blocks of addresses against Node's own reading of them. */
import { BlockList, isIP } from "node:net";
import fc from "fast-check";
import { type Cidr, cidr, contains, equals, overlaps } from "gatewright";
import { describe, expect, it } from "vitest";

function block(text: string): Cidr {
  const known = cidr(text);
  if (known === undefined) throw new Error(`${text} is no block`);
  return known;
}

const isMapped = (address: string) => /^[0:]*:ffff:(?:[0-9a-f]+:[0-9a-f]+|[0-9.]+)$/i.test(address);

describe("a block of addresses", () => {
  it("contains what Node's list of blocks says", () => {
    const pair = fc.oneof(
      fc.record({ family: fc.constant("ipv4" as const), base: fc.ipV4(), other: fc.ipV4(), bits: fc.nat(32) }),
      fc.record({ family: fc.constant("ipv6" as const), base: fc.ipV6(), other: fc.ipV6(), bits: fc.nat(128) }),
    );
    let contained = 0;
    fc.assert(
      fc.property(pair, fc.boolean(), ({ family, base, other, bits }, isSame) => {
        fc.pre(!isMapped(base) && !isMapped(other));
        const address = isSame ? base : other;
        const list = new BlockList();
        list.addSubnet(base, bits, family);
        const answer = contains(block(`${base}/${bits}`), block(address));
        expect(answer).toBe(list.check(address, family));
        expect(overlaps(block(address), block(`${base}/${bits}`))).toBe(answer);
        contained += Number(answer);
      }),
      { numRuns: 500 },
    );
    expect(contained).toBeGreaterThan(100);
  });

  it("is one where Node sees an address, but for IPv4 mapped into IPv6, and zones", () => {
    const group = fc.constantFrom("", "0", "1", "ffff", "00001", "g", "1.2.3.4", "256.1.1.1");
    const text = fc.oneof(
      fc.array(group, { maxLength: 9 }).map((parts) => parts.join(":")),
      fc
        .array(fc.constantFrom("0", "1", "01", "255", "256", ""), { minLength: 3, maxLength: 5 })
        .map((parts) => parts.join(".")),
      fc.ipV4(),
      fc.ipV6(),
      fc.string(),
    );
    fc.assert(
      fc.property(text, (one) => {
        expect(cidr(one) !== undefined).toBe(isIP(one) !== 0 && !one.includes("%") && !isMappedByNode(one));
      }),
      { numRuns: 5000 },
    );
  });

  it.each(["::ffff:10.0.0.1", "0:0:0:0:0:FFFF:a00:1", "::ffff:0:0/96"])("is no IPv4 in IPv6's clothes: %s", (text) => {
    expect(cidr(text)).toBeUndefined();
  });

  it("has no bits beyond its prefix", () => {
    expect(equals(block("10.1.2.3/8"), block("10.0.0.0/8"))).toBe(true);
    expect(equals(block("2001:DB8::1/32"), block("2001:db8:0::/32"))).toBe(true);
    expect(equals(block("10.0.0.1"), block("10.0.0.1/32"))).toBe(true);
    expect(contains(block("64:ff9b::/96"), block("64:ff9b::192.0.2.33"))).toBe(true);
  });

  it("never reaches into the other family", () => {
    expect(contains(block("0.0.0.0/0"), block("::1"))).toBe(false);
    expect(contains(block("::/0"), block("1.2.3.4"))).toBe(false);
    expect(overlaps(block("::/0"), block("0.0.0.0/0"))).toBe(false);
  });
});

function isMappedByNode(address: string): boolean {
  const list = new BlockList();
  list.addSubnet("::ffff:0:0", 96, "ipv6");
  return isIP(address) === 6 && list.check(address, "ipv6");
}
