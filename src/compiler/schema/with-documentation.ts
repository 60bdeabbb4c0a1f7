import type { OpenApiSchema } from "../../model.js";
import { ts } from "../typescript.js";
import { documentationOf } from "./documentation.js";
import { isLibrary, type Scope } from "./scope.js";
import { applyTags, misreadTag, type TagProblem } from "./tags.js";

/** Adds what a symbol's comment says: its prose as description, its tags as constraints. */
export function withDocumentation(schema: OpenApiSchema, symbol: ts.Symbol, scope: Scope): OpenApiSchema {
  const { prose, tags } = documentationOf(symbol, scope.checker);
  for (const { name } of tags) {
    const advice = misreadTag(name);
    if (advice !== undefined)
      scope.report({ code: "GW3008", node: tagOf(symbol, name) ?? scope.at, args: { tag: name, advice } });
  }
  const { description: inherited, ...rest } = schema;
  const description = prose ?? inherited;
  const described = description === undefined ? rest : { description, ...rest };
  return applyTags(described, tags, ({ code, args }: TagProblem) =>
    scope.report({ code, node: tagOf(symbol, args.tag) ?? scope.at, args }),
  );
}

/** Where a tag stands: the last of its name. */
function tagOf(symbol: ts.Symbol, name: string | undefined): ts.Node | undefined {
  const tags = (symbol.declarations ?? []).flatMap((declaration) => ts.getJSDocTags(declaration));
  return tags.findLast(({ tagName }) => tagName.text === name);
}

/** Adds what the comments of a type's names say, the innermost name's first, so that outer ones win. */
export function withNames(schema: OpenApiSchema, names: readonly ts.Symbol[], scope: Scope): OpenApiSchema {
  return names.filter(isNamed).reduceRight((current, name) => withDocumentation(current, name, scope), schema);
}

/** Interfaces, aliases and enums of authors have comments for people; those of TypeScript's library are about something else. */
function isNamed(symbol: ts.Symbol): boolean {
  const declarations = symbol.declarations ?? [];
  return declarations.every(
    (declaration) =>
      !isLibrary(declaration) &&
      (ts.isInterfaceDeclaration(declaration) ||
        ts.isTypeAliasDeclaration(declaration) ||
        ts.isEnumDeclaration(declaration)),
  );
}
