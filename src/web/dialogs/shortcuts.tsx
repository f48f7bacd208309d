// Which key does what, and how to give a command another one.
import { useState } from "preact/hooks";
import { useCell } from "../cell";
import type { Open } from "../dialog";
import { _ } from "../i18n";
import {
  bind, COMMANDS, commandNames, commandOf, isInputMethods, keyOf, keysOf, refused, unbind,
  type Command,
} from "../keys";
import { choose, type Settings, settings } from "../settings";
import { Dialog } from "./dialog";

const PRESETS: [Settings["preset"], string][] = [
  ["taiyaku", "Taiyaku"],
  ["omegat", "OmegaT"],
  ["memoq", "memoQ"],
];

/** A key as its caps say it. */
export function keyTitle(key: string): string {
  return key.replace("ArrowUp", "↑").replace("ArrowDown", "↓").replace("Insert", "Ins");
}

/** Waits for the new key of a command. */
function Listen({ command, done }: { command: Command; done: () => void }) {
  const [said, say] = useState("");
  const [taken, setTaken] = useState("");
  const give = (key: string) => {
    bind(command, [key]);
    done();
  };
  const listen = (event: KeyboardEvent) => {
    if (isInputMethods(event) || event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") return done();
    const key = keyOf(event);
    if (!key) return;
    const why = refused(key);
    const holder = commandOf(key);
    setTaken("");
    if (why === "reserved")
      say(_("%s belongs to the input method or to the caret", keyTitle(key)));
    else if (why === "types") say(_("%s types a character: take Ctrl or Alt with it", keyTitle(key)));
    else if (holder && holder !== command) {
      say(_("%s is already: %s", keyTitle(key), _(COMMANDS[holder])));
      setTaken(key);
    } else give(key);
  };
  return (
    <span class="line">
      <input
        autofocus
        ref={(input) => input?.focus()}
        class="listen"
        aria-label={_("New key for: %s", _(COMMANDS[command]))}
        readOnly
        value={_("Press the keys …")}
        onKeyDown={listen}
      />
      {said && (
        <span class="quiet" role="alert">
          {said}
        </span>
      )}
      {taken && (
        <button type="button" onClick={() => give(taken)}>
          {_("Take it all the same")}
        </button>
      )}
      <button type="button" onClick={done}>
        {_("Cancel")}
      </button>
    </span>
  );
}

function Row({ command }: { command: Command }) {
  const { keys } = useCell(settings);
  const [listening, setListening] = useState(false);
  const title = _(COMMANDS[command]);
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>
        {listening ? (
          <Listen command={command} done={() => setListening(false)} />
        ) : (
          keysOf(command).map((key, i) => (
            <>
              {i > 0 && " "}
              <kbd>{keyTitle(key)}</kbd>
            </>
          ))
        )}
      </td>
      <td class="actions">
        {!listening && (
          <button type="button" class="plain" onClick={() => setListening(true)}>
            {_("Change")}
            <span class="heard"> {title}</span>
          </button>
        )}
        {command in keys && (
          <button type="button" class="plain" onClick={() => unbind(command)}>
            {_("Reset")}
            <span class="heard"> {title}</span>
          </button>
        )}
      </td>
    </tr>
  );
}

export function Shortcuts({ answer }: Open<"shortcuts">) {
  const { preset, keys } = useCell(settings);
  return (
    <Dialog title={_("Keys")} close={() => answer(null)}>
      <div class="dialog-body">
        <div class="line">
          <label class="line">
            {_("As in")}
            <select
              autofocus
              value={preset}
              onChange={(event) =>
                choose({ preset: event.currentTarget.value as Settings["preset"] })
              }
            >
              {PRESETS.map(([name, title]) => (
                <option value={name}>{title}</option>
              ))}
            </select>
          </label>
          {Object.keys(keys).length > 0 && (
            <button type="button" onClick={() => unbind()}>
              {_("Reset all")}
            </button>
          )}
        </div>
        <table class="keys">
          <thead>
            <tr>
              <th scope="col">{_("Command")}</th>
              <th scope="col">{_("Keys")}</th>
              <th scope="col">
                <span class="heard">{_("Actions")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {commandNames.map((command) => (
              <Row key={command} command={command} />
            ))}
          </tbody>
        </table>
        <p class="quiet">
          {_("While Japanese is being composed, every key belongs to the input method.")}
        </p>
      </div>
    </Dialog>
  );
}
