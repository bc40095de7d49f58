/** The pure parts of the case sheet: forms from schemas, answers to questions, what changed, what is done. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { repliesTo } from "../src/panels/case/answers.ts";
import { changesOf } from "../src/panels/case/differences.ts";
import { doneOf } from "../src/panels/case/done.ts";
import { bodyOf, type Described, fieldsOf, missing } from "../src/panels/case/fields.ts";
import type { Answer, FirstAction, Sheet } from "../src/panels/case/shapes.ts";

const text = { type: "string", maxLength: 20000 };
const whole = { type: "integer" };
const described: Described = {
  paths: { "/e": { post: { requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Body" } } } } } } },
  components: {
    schemas: {
      Body: {
        type: "object",
        required: ["unit", "evidence"],
        properties: {
          unit: text,
          evidence: { type: "array", items: { type: "string", enum: ["phone_contact", "colour_agrees"] } },
          alive: { anyOf: [whole, { type: "null" }] },
          corners: { type: "array", items: text },
          positions: { type: "array", items: { $ref: "#/components/schemas/Position" } },
          at: { type: "string", maxLength: 60 },
          provisional: { type: "boolean" },
          force: { anyOf: [{ $ref: "#/components/schemas/Force" }, { type: "null" }] },
        },
      },
      Position: { type: "object", properties: { said: text } },
      Force: { type: "object", properties: { means: text, injured: whole } },
    },
  },
};

test("a form has the fields of the schema, each of its sort", () => {
  const fields = fieldsOf(described, "/e");
  assert.deepEqual(
    fields.map((one) => one.sort),
    ["text", "choices", "whole", "lines", "places", "time", "yes", "group"],
  );
  assert.deepEqual(missing(fields, { unit: "  " }), ["unit", "evidence"]);
  assert.deepEqual(fieldsOf(described, "/other"), []);
});

test("what nobody typed is left out, and nothing is made up", () => {
  const fields = fieldsOf(described, "/e");
  assert.deepEqual(bodyOf(fields, {}), {});
  const typed = { unit: " Dover lifeboat ", alive: "0", corners: "51-05N 001-40E\n\n51-05N 001-50E", positions: "51-01N 001-20E", provisional: "no", "force.injured": "2" };
  assert.deepEqual(bodyOf(fields, typed), {
    unit: "Dover lifeboat",
    alive: 0,
    corners: ["51-05N 001-40E", "51-05N 001-50E"],
    positions: [{ said: "51-01N 001-20E" }],
    provisional: false,
    force: { injured: 2 },
  });
  assert.equal(bodyOf(fields, { alive: "about 30" }).alive, "about 30"); // the server refuses it in words
});

test("a yes means the fact, also where the question asks for its opposite", () => {
  const words = (fact: string) => repliesTo(fact).map((one) => `${one.value}=${one.stem}.${one.name}`);
  assert.deepEqual(words("engine_stopped"), [
    "yes=case.answer.engine_stopped_yes",
    "no=case.answer.engine_stopped_no",
    "unknown=case.value.unknown",
  ]);
  assert.deepEqual(words("time_in_water"), ["unknown=case.value.unknown"]);
  for (const fact of ["persons_in_water", "life_jackets", "tubes_damaged", "something_new"])
    assert.equal(repliesTo(fact).at(-1)?.value, "unknown", fact);
});

const answer = (change: Partial<Answer>): Answer =>
  ({ card: [], hazards: [], questions: [], control_card: null, survival: { urgent_by: "a", not_before: null }, ...change }) as unknown as Answer;

test("what changed is said, an unknown too, and what did not is not", () => {
  const old = answer({ hazards: [{ name: "surf", class: "unknown", text: "Surf", unknown: [], sources: [] }] });
  assert.deepEqual(changesOf(old, old), []);
  const now = answer({
    hazards: [{ name: "surf", class: "exceeded", text: "Surf", unknown: [], sources: [] }],
    survival: { urgent_by: null, not_before: null } as unknown as NonNullable<Answer["survival"]>,
    questions: [{ fact: "x", text: "X?", changes: [] }],
  });
  assert.deepEqual(
    changesOf(old, now).map((one) => `${one.what} ${one.from}>${one.to}`),
    ["urgent a>", "hazard unknown>exceeded", "asked >"],
  );
});

test("distress is done when every centre has declared it, not before", () => {
  const action = { action: "phase", text: "", due: null } satisfies FirstAction;
  const sheet = (phases: Record<string, { phase: string }>) => ({ phases }) as unknown as Sheet;
  const centres = ["Dover", "Gris-Nez"];
  assert.deepEqual(doneOf(action, sheet({ Dover: { phase: "distress" } }), centres), { at: "", left: ["Gris-Nez"] });
  assert.equal(doneOf(action, sheet({ Dover: { phase: "distress" }, "Gris-Nez": { phase: "alert" } }), centres)?.at, "");
  assert.equal(doneOf(action, sheet({ Dover: { phase: "distress" }, "Gris-Nez": { phase: "distress" } }), centres)?.at, "-");
  assert.equal(doneOf({ ...action, action: "fix" }, sheet({}), centres), null);
});
