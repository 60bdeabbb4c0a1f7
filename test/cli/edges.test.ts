import { describe, expect, test } from "vitest";
import { either, nearest } from "../../src/cli/nearest.js";
import { isWithin } from "../../src/cli/node-range.js";
import { startProgress } from "../../src/cli/progress.js";
import { wantsColour } from "../../src/cli/terminal.js";
import { fromSystemError } from "../../src/cli/usage-error.js";

describe("colour", () => {
  test.each([
    ["a terminal", {}, true, true],
    ["a pipe", {}, false, false],
    ["NO_COLOR on a terminal", { NO_COLOR: "1" }, true, false],
    ["an empty NO_COLOR", { NO_COLOR: "" }, true, true],
    ["FORCE_COLOR in a pipe", { FORCE_COLOR: "1" }, false, true],
    ["an empty FORCE_COLOR in a pipe", { FORCE_COLOR: "" }, false, true],
    ["FORCE_COLOR=0 on a terminal", { FORCE_COLOR: "0" }, true, false],
    ["both", { NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
  ])("with %s", (_, env, interactive, expected) => {
    expect(wantsColour(env, interactive)).toBe(expected);
  });
});

describe("progress", () => {
  const shown = (interactive: boolean) => {
    let text = "";
    const progress = startProgress({ interactive, colour: false, write: (part) => (text += part) });
    progress.step("Compiling 2 policies");
    progress.done();
    progress.done();
    return text;
  };

  test("takes one line of a terminal and removes it", () => {
    expect(shown(true)).toBe("\r\u001b[2KCompiling 2 policies …\r\u001b[2K");
  });

  test("is silent in a pipe", () => {
    expect(shown(false)).toBe("");
  });
});

describe("suggestions", () => {
  test("are near, best first", () => {
    expect(nearest("GW1002", ["GW1001", "GW1002x", "GW2002", "GW7777"])).toEqual(["GW1001", "GW1002x", "GW2002"]);
    expect(nearest("Policys", ["policies", "poll"])).toEqual(["policies"]);
    expect(nearest("x", ["entirely"])).toEqual([]);
  });

  test("read as a sentence", () => {
    expect([either(["a"]), either(["a", "b"]), either(["a", "b", "c"])]).toEqual(["a", "a or b", "a, b or c"]);
  });
});

test("an error of the system is told in words, and anything else is none", () => {
  const denied = Object.assign(new Error("EACCES: permission denied, mkdir '/x'"), {
    code: "EACCES",
    syscall: "mkdir",
    path: "/x",
  });
  expect(fromSystemError(denied)?.message).toBe("Cannot write /x: permission denied.");
  expect(fromSystemError(new Error("a bug"))).toBeUndefined();
});

test("the versions of Node that package.json names are told apart", () => {
  const range = "^20.19.0 || ^22.12.0 || >=24.0.0";
  const within = ["v20.19.0", "v20.20.2", "v22.12.0", "v24.0.0", "v25.1.0"];
  const outside = ["v18.20.0", "v20.18.3", "v21.7.0", "v22.11.9", "v23.0.0"];
  expect([...within, ...outside].filter((version) => isWithin(version, range))).toEqual(within);
});
