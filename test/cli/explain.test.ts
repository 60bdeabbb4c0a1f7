import { beforeAll, describe, expect, test } from "vitest";
import { records } from "../../src/compiler/diagnostics/index.js";
import { builtPackage, gatewright } from "./built.js";

beforeAll(() => builtPackage(), 300_000);

describe("explain", () => {
  test("lists every code", async () => {
    const { code, stdout, stderr } = await gatewright(["explain"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.match(/^GW\d{4}/gm)).toEqual(records.map(({ code }) => code));
    expect(records.length).toBeGreaterThan(20);
  });

  test("prints one record whole, whatever the case of its code", async () => {
    const { code, stdout } = await gatewright(["explain", "gw2001"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^error GW2001: [^\n]+\n\n {2}[^\n]+\n {2}help: [^\n]+\n\n.+\n\nGets it:\n\n {4}.+\n\nPut right:\n\n {4}/s,
    );
  });

  test("prints records in JSON as they are", async () => {
    const one = JSON.parse((await gatewright(["explain", "GW2001", "--json"])).stdout);
    expect(one).toEqual({
      format: 1,
      command: "explain",
      ok: true,
      records: records.filter(({ code }) => code === "GW2001"),
    });
    const all = JSON.parse((await gatewright(["explain", "--json"])).stdout);
    expect(all.records).toEqual(records);
  });

  test("offers what is near to a code that is none", async () => {
    const { code, stdout, stderr } = await gatewright(["explain", "GW2O01"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(
      /^error: There is no diagnostic GW2O01\.\nhelp: Did you mean GW2001.*\? `gatewright explain` lists every code\.\n$/,
    );
    expect((await gatewright(["explain", "2001"])).stderr).toContain("Did you mean GW2001");
  });

  test("says whose the codes of TypeScript are", async () => {
    const { code, stdout } = await gatewright(["explain", "TS2322"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^TS2322 is a diagnostic of TypeScript itself: /);
    expect(JSON.parse((await gatewright(["explain", "ts2322", "--json"])).stdout)).toMatchObject({
      ok: true,
      records: [],
    });
  });
});
