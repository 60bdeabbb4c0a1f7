import type { Reporter } from "../diagnostics/reporter.js";
import type { LoadedProgram } from "../load/program.js";
import { checkConstantConditions } from "./constant-conditions.js";
import { checkForgottenContainers } from "./forgotten-containers.js";
import { checkOldObject } from "./old-object.js";
import type { PolicyModule } from "./policy-module.js";
import { reachedFiles } from "./reached-files.js";
import type { ReviewTypes } from "./review-type.js";
import { checkUnreadParameters } from "./unread-parameters.js";
import { checkYields, type YieldFindings } from "./yields.js";

/** What compiles and is most likely not what was meant: warnings about one policy. */
export function checkMistakes(
  module: PolicyModule,
  types: ReviewTypes,
  yields: YieldFindings,
  loaded: LoadedProgram,
  reporter: Reporter,
): void {
  const checker = loaded.program.getTypeChecker();
  const files = reachedFiles(module.file, loaded);
  checkUnreadParameters(module, types, files, loaded, reporter);
  const constant = files.map((file) => checkConstantConditions(file, checker, reporter));
  checkYields(module, yields, reporter, constant[0] === true);
  checkForgottenContainers(module, files, checker, reporter);
  checkOldObject(module, files, checker, reporter);
}
