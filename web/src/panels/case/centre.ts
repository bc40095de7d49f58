/** A centre by the name that people use for it; one that the catalogue does not know keeps its own. */
import { named } from "../../words/index.ts";

export function centre(name: string | undefined): string {
  return named("case.centre", name ?? "");
}
