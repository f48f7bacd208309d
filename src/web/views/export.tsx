// How a story leaves: its formats, what stands in the way, and the file saved.
import { useRef } from "preact/hooks";
import * as api from "../api";
import type { Story } from "../api";
import { ask } from "../dialog";
import { _ } from "../i18n";
import { fail, say } from "../notice";
import { formatTitle } from "../panes/words";
import { embargoText } from "./embargo";

function save(file: File): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  say(_("Exported: %s", file.name));
}

/** Both questions before what is held back goes out; whether it may. */
async function anyway(story: Story, error: api.ApiError): Promise<boolean> {
  const embargoed = error.code === "embargoed";
  const first = await ask("sure", {
    title: embargoed ? _("This story is under embargo") : _("This story was killed"),
    text: [
      embargoed ? embargoText(story) : _("It is not to be published."),
      ...(story.embargo ? [story.embargo] : []),
    ],
    yes: _("Export anyway …"),
    danger: true,
  });
  if (first !== "yes") return false;
  const second = await ask("sure", {
    title: _("Export it really?"),
    text: [
      embargoed
        ? _("Whoever gets the file may publish it before its time.")
        : _("Whoever gets the file may take it for a story that stands."),
    ],
    yes: _("Yes, export it"),
    danger: true,
  });
  return second === "yes";
}

export async function exportStory(story: Story, format: string): Promise<void> {
  try {
    save(await api.exported(story.id, format));
  } catch (error) {
    const refused =
      error instanceof api.ApiError && (error.code === "embargoed" || error.code === "killed");
    if (!refused) return fail(error);
    if (await anyway(story, error)) await api.exported(story.id, format, true).then(save, fail);
  }
}

/** A button with the formats under it. */
export function ExportMenu({ story }: { story: Story }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (!menu.current?.open) return;
    menu.current.open = false;
    menu.current.querySelector("summary")?.focus();
  };
  return (
    <details
      ref={menu}
      class="menu"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !menu.current?.open) return;
        event.stopPropagation();
        close();
      }}
      onFocusOut={(event) => {
        if (menu.current && !menu.current.contains(event.relatedTarget as Node | null))
          menu.current.open = false;
      }}
    >
      <summary>
        {_("Export")}
        <span class="heard"> {story.name}</span>
      </summary>
      <ul>
        {story.formats.map((format) => (
          <li key={format}>
            <button
              onClick={() => {
                close();
                void exportStory(story, format);
              }}
            >
              {formatTitle(format)}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
