import type { LibraryRule } from "./library-rule.js";

/** What loops make of lists of additions: objects that are laid over each other, groups, the best of several. */
export const collectionLibrary: { readonly [name: string]: LibraryRule } = {
  overlay: {
    needs: [],
    text: `# The entries of all objects; of those under one key, the last one.
{overlay}(base, others) := object.union(
	object.remove(base, {key | some other in others; some key, _ in other}),
	{key: value |
		some i, other in others
		some key, value in other
		every later in array.slice(others, i + 1, count(others)) {
			not key in object.keys(later)
		}
	},
)
`,
  },
  group_sets: {
    needs: [],
    text: `# Sets by key, with what the pairs of a key and a list add to them.
{group_sets}(groups, pairs) := object.union(groups, {key: all |
	some [key, _] in pairs
	added := {item | some [other, items] in pairs; other == key; some item in items}
	all := object.get(groups, key, set()) | added
})
`,
  },
  group_lists: {
    needs: [],
    text: `# Lists by key, with what the pairs of a key and a list add to them.
{group_lists}(groups, pairs) := object.union(groups, {key: array.concat(object.get(groups, key, []), added) |
	some [key, _] in pairs
	added := [item | some [other, items] in pairs; other == key; some item in items]
})
`,
  },
  group_sums: {
    needs: [],
    text: `# Numbers by key, with what the pairs of a key and a number add to them.
{group_sums}(groups, pairs) := object.union(groups, {key: total |
	some [key, _] in pairs
	total := object.get(groups, key, 0) + sum([number | some [other, number] in pairs; other == key])
})
`,
  },
  first_by_key: {
    needs: [],
    text: `# Entries by key, with what the first of the pairs of a new key and a value adds to them.
{first_by_key}(entries, pairs) := object.union(entries, {key: values[0] |
	some [key, _] in pairs
	not key in object.keys(entries)
	values := [value | some [other, value] in pairs; other == key]
})
`,
  },
  greatest_of: {
    needs: [],
    text: `# Of pairs of a measure and a value, the values with the greatest measure.
{greatest_of}(pairs) := [value | some [measure, value] in pairs; measure == greatest] if {
	greatest := max([measure | some [measure, _] in pairs])
}
`,
  },
  least_of: {
    needs: [],
    text: `# Of pairs of a measure and a value, the values with the least measure.
{least_of}(pairs) := [value | some [measure, value] in pairs; measure == least] if {
	least := min([measure | some [measure, _] in pairs])
}
`,
  },
};
