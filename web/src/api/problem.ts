/** A refusal of the server as of RFC 9457, or a line that is down. */
export type Params = Record<string, unknown>;

export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: Params;

  constructor(code: string, detail: string, status: number, params: Params = {}) {
    super(detail);
    this.name = "Problem";
    this.code = code;
    this.status = status;
    this.params = params;
  }

  /** Nothing came back: whether the server has it is not known. */
  get offline(): boolean {
    return this.status === 0;
  }
}

export async function problemOf(answer: Response): Promise<Problem> {
  const said: Partial<{ code: string; detail: string; params: Params }> = await answer.json().catch(() => ({}));
  return new Problem(said.code ?? "unexpected", said.detail ?? answer.statusText, answer.status, said.params ?? {});
}
