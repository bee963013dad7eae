import type { Expression, FactDefinition } from "./schema.js";

/** A fact that an expression speaks of: the types it may have, and the choices it names. */
export interface NamedFact {
  fact: string;
  types: readonly FactDefinition["type"][];
  values: readonly string[];
}

const YES_NO: readonly FactDefinition["type"][] = ["yes_no", "self_assessment"];

/** Every fact of an expression, in its order; one that is spoken of twice stands twice. */
export function factsOf(expression: Expression): NamedFact[] {
  if ("all" in expression) return expression.all.flatMap(factsOf);
  if ("any" in expression) return expression.any.flatMap(factsOf);
  if ("not" in expression) return factsOf(expression.not);
  if ("atLeast" in expression) return expression.atLeast.of.flatMap(factsOf);
  if ("fact" in expression) return [{ fact: expression.fact, types: ["choice", "choices"], values: [...expression.is, ...expression.open] }];
  if ("assess" in expression) return [{ fact: expression.assess, types: ["self_assessment"], values: [] }];
  if ("presume" in expression) return [{ fact: expression.presume, types: YES_NO, values: [] }, ...factsOf(expression.when)];
  if ("noIncident" in expression) {
    return [
      { fact: expression.told, types: YES_NO, values: [] },
      { fact: expression.noIncident, types: ["incidents"], values: [] },
    ];
  }
  return [{ fact: "yes" in expression ? expression.yes : expression.no, types: YES_NO, values: [] }];
}
