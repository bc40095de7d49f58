/** Coming in: the address with its token on one's own machine, login and password in a room. */
import { useState } from "preact/hooks";
import { failed } from "../../state/failures.ts";
import { logIn } from "../../state/session.ts";
import { Field } from "../../ui/index.ts";
import { t } from "../../words/index.ts";

export function Login() {
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const send = (event: Event) => {
    event.preventDefault();
    logIn(login, password).catch(failed);
  };
  return (
    <section class="panel login" aria-labelledby="login-title">
      <p class="distress">{t("login.distress")}</p>
      <h2 id="login-title">{t("login.title")}</h2>
      <form onSubmit={send}>
        <Field label={t("login.login")} value={login} onInput={setLogin} autocomplete="username" required />
        <Field label={t("login.password")} value={password} onInput={setPassword} type="password" autocomplete="current-password" required />
        <button class="button main" type="submit">
          {t("login.enter")}
        </button>
      </form>
      <p>{t("login.local")}</p>
    </section>
  );
}
