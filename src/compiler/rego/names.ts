/** Words that Rego keeps, and the names of OPA's builtins: no rule and no variable may hide them. */
const taken: ReadonlySet<string> = new Set(
  `as contains default else every false if import in not null package set some true with input data
  abs all and any array assign base64 base64url bits cast_array cast_boolean cast_null cast_object cast_set cast_string ceil concat
  count crypto div endswith eq equal floor format_int glob graph graphql gt gte hex http indexof indexof_n internal intersection
  io is_array is_boolean is_null is_number is_object is_set is_string json lower lt lte max min minus mul neq net numbers object opa or
  plus print product providers rand re_match regex rego rem replace round semver set_diff sort split sprintf startswith strings
  substring sum time to_number trace trim trim_left trim_prefix trim_right trim_space trim_suffix type_name union units upper uri
  urlquery uuid walk yaml violation`.split(/\s+/),
);

/** `allowedRepos` as `allowed_repos`. */
export function snake(name: string): string {
  const text = name
    .replaceAll(/([A-Z])([A-Z]+)s(?![a-z])/g, (_, first: string, rest: string) => `${first}${rest.toLowerCase()}s`)
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .toLowerCase();
  return /^[a-z]/.test(text) ? text : `value_${text}`.replace(/_$/, "");
}

/** Hands out names of which no two are the same in a module. */
export interface Names {
  /** A name for a rule: nothing else in the module is called so. */
  rule(wanted: string): string;
  /** A name for a variable: no rule and no variable in `within` is called so. */
  variable(wanted: string, within: ReadonlySet<string>): string;
}

export function createNames(packageName: string): Names {
  const rules = new Set<string>([packageName]);
  const variables = new Set<string>();
  const free = (wanted: string, isTaken: (name: string) => boolean, alternatives: readonly string[]) => {
    const base = snake(wanted);
    for (const candidate of [base, ...alternatives]) if (!isTaken(candidate)) return candidate;
    for (let counter = 2; ; counter += 1) if (!isTaken(`${base}_${counter}`)) return `${base}_${counter}`;
  };
  return {
    rule(wanted) {
      // A rule is what it gives: nothing is got or listed.
      const base = snake(wanted).replace(/^(?:get|list)_(?=[a-z])/, "");
      const name = free(base, (candidate) => taken.has(candidate) || rules.has(candidate) || variables.has(candidate), [
        `the_${base}`,
      ]);
      rules.add(name);
      return name;
    },
    variable(wanted, within) {
      const base = snake(wanted);
      const name = free(wanted, (candidate) => taken.has(candidate) || rules.has(candidate) || within.has(candidate), [
        `this_${base}`,
        `other_${base}`,
      ]);
      variables.add(name);
      return name;
    },
  };
}
