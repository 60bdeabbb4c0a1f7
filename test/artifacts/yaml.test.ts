import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { toYaml } from "../../src/gatekeeper/yaml.js";
import type { Json } from "../../src/model.js";
import { awkwardStrings } from "./awkward-strings.js";

function expectRoundTrip(value: Json): void {
  const text = toYaml(value);
  expect(parse(text, { version: "1.1" }), `as YAML 1.1:\n${text}`).toEqual(value);
  expect(parse(text, { version: "1.2" }), `as YAML 1.2:\n${text}`).toEqual(value);
}

describe("what is written is read back, by YAML 1.1 and 1.2", () => {
  for (const text of awkwardStrings) {
    test(JSON.stringify(text), () => {
      expectRoundTrip({ value: text, list: [text], deep: [{ deeper: { value: text } }] });
      expectRoundTrip({ [text]: text });
    });
  }

  test("numbers, booleans, null and nothing", () => {
    expectRoundTrip([0, -1, 1.5, 1e21, 1e-7, 123456789012, true, false, null, [], {}, [[]], { a: {} }]);
  });

  test("strings that only one of the two would misread", () => {
    for (const text of [
      "y",
      "n",
      "on",
      "Off",
      "0o17",
      "017",
      "0b1",
      "1:20",
      "1_000",
      "12e03",
      "~",
      "=",
      "<<",
      ".inf",
    ]) {
      expect(toYaml({ a: text })).toBe(`a: ${JSON.stringify(text)}\n`);
      expect(toYaml({ [text]: 1 })).toBe(`${JSON.stringify(text)}: 1\n`);
    }
  });
});

describe("the layout", () => {
  test("ordinary words stay plain, lines are not folded", () => {
    const long = "words and ".repeat(30).concat("words");
    expect(toYaml({ "metadata.gatekeeper.sh/title": "Required labels", long })).toBe(
      `metadata.gatekeeper.sh/title: Required labels\nlong: ${long}\n`,
    );
  });

  test("several lines are a block literal, with the end that the text has", () => {
    expect(toYaml({ a: "x\n\ty\n\nz\n", b: "x\ny", c: "x\ny\n\n" })).toBe(
      "a: |\n  x\n  \ty\n\n  z\nb: |-\n  x\n  y\nc: |+\n  x\n  y\n\n",
    );
  });

  test("the same object twice is written twice", () => {
    const kinds = [{ kinds: ["Pod"] }];
    expect(toYaml({ a: kinds, b: kinds })).not.toContain("&");
  });

  test("a long text is looked at once", () => {
    const start = performance.now();
    expect(toYaml({ a: `${"words".repeat(200)}?` })).toContain('a: "words');
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test("the order of keys is kept", () => {
    expect(toYaml({ b: 1, a: 2 })).toBe("b: 1\na: 2\n");
  });
});
