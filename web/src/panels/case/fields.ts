/** From the schema of an event's body to the fields of a form, and from what was typed to the body. Pure. */
export interface Schema {
  $ref?: string;
  type?: string;
  enum?: string[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  maxLength?: number;
}
export interface Described {
  paths: Record<string, { post?: { "x-action"?: string; requestBody?: { content: Record<string, { schema: Schema }> } } }>;
  components: { schemas: Record<string, Schema> };
}
export type Sort = "text" | "words" | "number" | "whole" | "time" | "yes" | "choice" | "choices" | "lines" | "places" | "group";
export interface FieldOf {
  name: string;
  sort: Sort;
  required: boolean;
  options: string[];
  inner: FieldOf[];
}
export type Typed = Record<string, string>;

const LONG = new Set(["why", "text", "plan", "how", "what", "outcome", "near_miss"]);

export function fieldsOf(found: Described, path: string): FieldOf[] {
  const schema = found.paths[path]?.post?.requestBody?.content["application/json"]?.schema;
  return schema ? fieldsIn(found, whole(found, schema)) : [];
}

function fieldsIn(found: Described, schema: Schema): FieldOf[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, one]) => fieldOf(found, name, whole(found, one), required.has(name)));
}

function fieldOf(found: Described, name: string, schema: Schema, required: boolean): FieldOf {
  const items = schema.items ? whole(found, schema.items) : undefined;
  const options = schema.enum ?? items?.enum ?? [];
  const inner = schema.type === "object" ? fieldsIn(found, schema) : [];
  return { name, sort: sortOf(name, schema, items), required, options, inner };
}

function sortOf(name: string, schema: Schema, items: Schema | undefined): Sort {
  if (schema.enum) return "choice";
  if (schema.type === "boolean") return "yes";
  if (schema.type === "integer") return "whole";
  if (schema.type === "number") return "number";
  if (schema.type === "object") return "group";
  if (schema.type === "array") return items?.enum ? "choices" : items?.type === "object" ? "places" : "lines";
  if (schema.maxLength === 60) return "time";
  return LONG.has(name) ? "words" : "text";
}

/** Follow a reference, and the one of several that is not null. */
function whole(found: Described, schema: Schema): Schema {
  const name = schema.$ref?.split("/").at(-1);
  if (name) return whole(found, found.components.schemas[name] ?? {});
  const one = schema.anyOf?.find((other) => other.type !== "null");
  return one ? whole(found, one) : schema;
}

const lines = (text: string) =>
  text
    .split(/\n|;/)
    .map((one) => one.trim())
    .filter(Boolean);

/** The body to send: what is empty is left out, since nobody said it. */
export function bodyOf(fields: readonly FieldOf[], typed: Typed, prefix = ""): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const one of fields) {
    const value = valueOf(one, typed, prefix + one.name);
    if (value !== undefined) body[one.name] = value;
  }
  return body;
}

function valueOf(field: FieldOf, typed: Typed, key: string): unknown {
  if (field.sort === "group") {
    const inner = bodyOf(field.inner, typed, `${key}.`);
    return Object.keys(inner).length ? inner : undefined;
  }
  const said = (typed[key] ?? "").trim();
  if (!said) return undefined;
  if (field.sort === "whole" || field.sort === "number") return numberOf(said);
  if (field.sort === "yes") return said === "yes";
  if (field.sort === "choices" || field.sort === "lines") return lines(said);
  if (field.sort === "places") return lines(said).map((one) => ({ said: one }));
  return said;
}

/** A number as people type it, with a comma or a point; what is none goes as it is, for the server to refuse in words. */
function numberOf(said: string): number | string {
  const found = Number(said.replace(",", "."));
  return Number.isFinite(found) ? found : said;
}

/** Names of the required fields that are still empty. */
export function missing(fields: readonly FieldOf[], typed: Typed): string[] {
  return fields.filter((one) => one.required && !(typed[one.name] ?? "").trim()).map((one) => one.name);
}
