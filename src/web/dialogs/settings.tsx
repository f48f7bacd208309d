// What a user can choose for the page.
import { useCell } from "../cell";
import type { Open } from "../dialog";
import { _, languageName, languages } from "../i18n";
import { choose, type Settings as Chosen, settings } from "../settings";
import { Dialog } from "./dialog";

type Flag = { [K in keyof Chosen]: Chosen[K] extends boolean ? K : never }[keyof Chosen];

function Check({ name, title }: { name: Flag; title: string }) {
  const chosen = useCell(settings);
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={chosen[name]}
        onChange={(event) => choose({ [name]: event.currentTarget.checked })}
      />
      {title}
    </label>
  );
}

export function Settings({ answer }: Open<"settings">) {
  const chosen = useCell(settings);
  return (
    <Dialog title={_("Settings")} close={() => answer(null)}>
      <div class="dialog-body">
        <div class="entries">
          <label class="entry">
            <span>{_("Language of the page")}</span>
            <select
              value={chosen.language}
              onChange={(event) => choose({ language: event.currentTarget.value })}
            >
              <option value="">{_("As the browser says")}</option>
              {languages.map((tag) => (
                <option value={tag}>{languageName(tag)}</option>
              ))}
            </select>
          </label>
          <label class="entry">
            <span>{_("Size of the text")}</span>
            <select
              value={chosen.size}
              onChange={(event) => choose({ size: Number(event.currentTarget.value) })}
            >
              {[90, 100, 115, 130, 150].map((size) => (
                <option value={size}>{_("%d %%", size)}</option>
              ))}
            </select>
          </label>
          <label class="entry">
            <span>{_("Lowest score of matches")}</span>
            <input
              type="number"
              min={50}
              max={100}
              value={chosen.min}
              onChange={(event) => {
                const min = event.currentTarget.valueAsNumber;
                if (min >= 50 && min <= 100) choose({ min });
              }}
            />
          </label>
        </div>
        <fieldset>
          <legend>{_("“Next” skips")}</legend>
          <Check name="skipConfirmed" title={_("confirmed segments")} />
          <Check name="skipExact" title={_("segments filled in from an exact match")} />
          <Check name="skipLocked" title={_("locked segments")} />
        </fieldset>
        <fieldset>
          <legend>{_("Editor")}</legend>
          <Check name="repeat" title={_("Fill in repetitions of what is confirmed")} />
          <Check name="vertical" title={_("Show Japanese in vertical lines beside the grid")} />
          <Check name="concordance" title={_("Show the search under the grid")} />
        </fieldset>
      </div>
      <div class="line end">
        <button type="button" class="main" autofocus onClick={() => answer(null)}>
          {_("Done")}
        </button>
      </div>
    </Dialog>
  );
}
