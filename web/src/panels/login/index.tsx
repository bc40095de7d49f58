/** Coming in: the address with its token on one's own machine, login and password in a room, an invitation. */
import { useState } from "preact/hooks";
import { post } from "../../api/client.ts";
import { failed, tell } from "../../state/failures.ts";
import { unsent } from "../../state/outbox.ts";
import { logIn } from "../../state/session.ts";
import { shutOut } from "../../state/shut_out.ts";
import { Field } from "../../ui/index.ts";
import { t } from "../../words/index.ts";
import "./style.css";

const SHORTEST = 15;

export function Login() {
  const [login, setLogin] = useState("");
  return (
    <section class="panel login" aria-labelledby="login-title">
      <p class="distress">{t("login.distress")}</p>
      {unsent.value.length ? <p class="distress">{t("login.unsent", { count: unsent.value.length })}</p> : null}
      {shutOut.value ? (
        <p class="distress shut-out" role="alert">
          {shutOut.value.words} {shutOut.value.code === "session.over_local" ? t("login.new_address") : null} {t("login.kept")}
        </p>
      ) : null}
      <h2 id="login-title">{t("login.title")}</h2>
      <LogIn login={login} onLogin={setLogin} />
      <details>
        <summary>{t("login.invited")}</summary>
        <Accept onAccepted={setLogin} />
      </details>
      <h3>{t("login.own_machine")}</h3>
      <p>{t("login.local")}</p>
    </section>
  );
}

function LogIn({ login, onLogin }: { login: string; onLogin: (login: string) => void }) {
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const send = (event: Event) => {
    event.preventDefault();
    setBusy(true);
    logIn(login.trim(), password)
      .catch(failed)
      .finally(() => setBusy(false));
  };
  return (
    <form onSubmit={send}>
      <Field label={t("login.login")} value={login} onInput={onLogin} hint={t("login.login_hint")} autocomplete="username" required />
      <Field label={t("login.password")} value={password} onInput={setPassword} type="password" autocomplete="current-password" required />
      <button class="button main" type="submit" disabled={busy}>
        {t("login.enter")}
      </button>
    </form>
  );
}

/** An invitation is good once: its token, and a password that somebody chooses for the account. */
function Accept({ onAccepted }: { onAccepted: (login: string) => void }) {
  const [form, setForm] = useState({ token: "", password: "", again: "" });
  const [error, setError] = useState("");
  const send = (event: Event) => {
    event.preventDefault();
    if (form.password.length < SHORTEST) return setError(t("login.too_short", { count: SHORTEST }));
    if (form.password !== form.again) return setError(t("login.not_same"));
    setError("");
    post("/api/invitations/accept", { token: form.token.trim(), password: form.password }).then((made) => {
      setForm({ token: "", password: "", again: "" });
      onAccepted(made.login);
      tell(t("login.accepted", { login: made.login }));
    }, failed);
  };
  return (
    <form onSubmit={send}>
      <p>{t("login.invited_says")}</p>
      <Field label={t("login.token")} value={form.token} onInput={(token) => setForm({ ...form, token })} required />
      <Field
        label={t("login.new_password")}
        value={form.password}
        onInput={(password) => setForm({ ...form, password })}
        hint={t("login.password_hint", { count: SHORTEST })}
        error={error || undefined}
        type="password"
        autocomplete="new-password"
        required
      />
      <Field
        label={t("login.again")}
        value={form.again}
        onInput={(again) => setForm({ ...form, again })}
        type="password"
        autocomplete="new-password"
        required
      />
      <button class="button" type="submit">
        {t("login.accept")}
      </button>
    </form>
  );
}
