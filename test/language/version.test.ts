import { type ApiVersion, apiVersion, equals, exceeds, type Version, version } from "gatewright";
import { describe, expect, it } from "vitest";

function known<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("it is no version");
  return value;
}

describe("a version", () => {
  // The order that https://semver.org gives, and that of Kubernetes' own releases.
  const ascending = [
    "0.0.1",
    "1.0.0-0",
    "1.0.0-9",
    "1.0.0-10",
    "1.0.0--",
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.1.0",
    "1.0.0-alpha.beta",
    "1.0.0-beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
    "v1.9",
    "v1.31.2-gke.99",
    "v1.31.2-gke.100",
    "v1.31.2",
    "2",
  ];

  it("comes where semantic versions put it", () => {
    for (const [at, one] of ascending.entries()) {
      for (const [place, other] of ascending.entries()) {
        const later = exceeds(known(version(one)), known(version(other)));
        expect([one, other, later]).toEqual([one, other, at > place]);
      }
    }
  });

  it("may leave out numbers, begin with a v, and say how it was built", () => {
    for (const text of ["1.31", "v1.31.0", "1.31+k3s1", "1.31.0+a.01.-"]) {
      expect(equals(known(version(text)), known(version("1.31.0")))).toBe(true);
    }
  });

  it.each([
    "",
    "v",
    "latest",
    "1.",
    "1.2.",
    "1.2.3.4",
    "01.2.3",
    "1.02.3",
    "1.2.3-",
    "1.2.3-01",
    "1.2.3-a..b",
    "1.2.3+",
    "V1",
    " 1",
    "1\n",
    "-1",
    "1.2.3-é",
    "1".repeat(16),
  ])("is none: %j", (text) => expect(version(text)).toBeUndefined());

  it("has numbers of 15 digits", () => {
    const most: Version = [999_999_999_999_999, 0, 0, 0, 999_999_999_999_999];
    expect(version("999999999999999.0.0-999999999999999")).toEqual(most);
  });
});

describe("the version of an API", () => {
  // The order that Kubernetes documents for the versions of a CustomResourceDefinition.
  const descending = ["v10", "v2", "v1", "v11beta2", "v10beta3", "v3beta1", "v12alpha1", "v11alpha2"];

  it("comes where Kubernetes puts it", () => {
    const sorted = descending.toSorted((a, b) => {
      const [one, other] = [known<ApiVersion>(apiVersion(a)), known<ApiVersion>(apiVersion(b))];
      return exceeds(one, other) ? -1 : exceeds(other, one) ? 1 : 0;
    });
    expect(sorted).toEqual(descending);
  });

  it("may stand after its group", () => {
    expect(apiVersion("gateway.networking.k8s.io/v1beta1")).toEqual(apiVersion("v1beta1"));
  });

  it.each(["", "1", "v0", "v1gamma1", "v1beta", "v1beta0", "V1", "/v1", "a/b/v1", "v1 ", "foo10"])(
    "is none: %j",
    (text) => expect(apiVersion(text)).toBeUndefined(),
  );
});
