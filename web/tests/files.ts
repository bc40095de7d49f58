/** The files of the room, for tests that look at all of them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SRC = join(import.meta.dirname, "..", "src");

export function files(...endings: string[]): { name: string; text: string }[] {
  return readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((name) => endings.some((ending) => name.endsWith(ending)) && !name.endsWith("openapi.d.ts"))
    .map((name) => ({ name, text: readFileSync(join(SRC, name), "utf8") }));
}
