// The memory: what it holds, what was done to it and can be undone, its care.
import { useCallback, useEffect, useState } from "preact/hooks";
import * as api from "../api";
import type { Batch, Memory as Facts } from "../api";
import { ask } from "../dialog";
import { on } from "../events";
import { _, count, languageName, when } from "../i18n";
import { fail, say } from "../notice";
import { batchKindTitle } from "../panes/words";
import { Jobs } from "./jobs";

function Fact({ title, value }: { title: string; value: string | number }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{typeof value === "number" ? count(value) : value}</dd>
    </>
  );
}

function Stats({ facts }: { facts: Facts }) {
  const megabytes = (n: number) => _("%s MB", count(Math.round(n / 1e5) / 10));
  return (
    <dl class="facts">
      <Fact title={_("File")} value={facts.memory} />
      <Fact title={_("Units")} value={facts.units} />
      {Object.entries(facts.languages).map(([tag, n]) => (
        <Fact title={_("Texts: %s", languageName(tag))} value={n} />
      ))}
      <Fact title={_("Reviewed")} value={facts.reviewed} />
      <Fact title={_("Stories learnt")} value={facts.stories} />
      <Fact title={_("Terms")} value={facts.terms} />
      <Fact title={_("Size")} value={megabytes(facts.bytes)} />
      <Fact title={_("Index")} value={megabytes(facts.index_bytes)} />
      {facts.waiting > 0 && (
        <Fact title={_("Confirmed, waiting to be learnt")} value={facts.waiting} />
      )}
    </dl>
  );
}

async function undo(batch: Batch): Promise<void> {
  const answer = await ask("sure", {
    title: _("Undo batch %d?", batch.batch),
    text: [
      `${batchKindTitle(batch.kind)}: ${batch.source}`,
      _("What it brought leaves the memory, unless it came from elsewhere too."),
    ],
    yes: _("Undo it"),
    danger: true,
  });
  if (answer !== "yes") return;
  const { removed, restored, kept } = await api.undoBatch(batch.batch);
  say(_("Undone: %d removed, %d restored, %d kept", removed, restored, kept));
}

function Log({ batches }: { batches: Batch[] }) {
  return (
    <div class="scroll">
      <table class="list">
        <caption>{_("What was done to the memory, the newest first")}</caption>
        <thead>
          <tr>
            <th scope="col">{_("Batch")}</th>
            <th scope="col">{_("What")}</th>
            <th scope="col">{_("When")}</th>
            <th scope="col" class="number">
              {_("Added")}
            </th>
            <th scope="col" class="number">
              {_("Changed")}
            </th>
            <th scope="col" class="number">
              {_("Skipped")}
            </th>
            <th scope="col">
              <span class="heard">{_("Actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {batches.map((batch) => (
            <tr key={batch.batch}>
              <th scope="row">{batch.batch}</th>
              <td>
                {batchKindTitle(batch.kind)}
                <p class="quiet">{batch.source}</p>
              </td>
              <td>
                <time dateTime={batch.started}>{when(batch.started)}</time>
                <p class="quiet">{batch.user}</p>
              </td>
              <td class="number">{count(batch.added)}</td>
              <td class="number">{count(batch.changed)}</td>
              <td class="number">{count(batch.skipped)}</td>
              <td class="actions">
                {batch.undone ? (
                  <span class="tag">{_("undone")}</span>
                ) : (
                  <button type="button" onClick={() => void undo(batch).catch(fail)}>
                    {_("Undo …")}
                    <span class="heard"> {batch.batch}</span>
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Care() {
  const start = (kind: "verify" | "reindex" | "backup") =>
    void api.startJob({ kind }).catch(fail);
  return (
    <div class="line">
      <button type="button" onClick={() => start("backup")}>
        {_("Back up")}
      </button>
      <button type="button" onClick={() => start("verify")}>
        {_("Verify")}
      </button>
      <button type="button" onClick={() => start("reindex")}>
        {_("Build the index again")}
      </button>
    </div>
  );
}

const FEW = 50;

export function Memory() {
  const [facts, setFacts] = useState<Facts>();
  const [batches, setBatches] = useState<Batch[]>([]);
  const [most, setMost] = useState(FEW);
  const load = useCallback(() => {
    Promise.all([api.memory(), api.memoryLog(most)]).then(([now, log]) => {
      setFacts(now);
      setBatches(log);
    }, fail);
  }, [most]);
  useEffect(() => {
    load();
    const stops = [on("memory", load), on("terms", load), on("back", load), on("reset", load)];
    return () => stops.forEach((stop) => stop());
  }, [load]);
  return (
    <main class="view">
      <div class="view-head">
        <h1>{_("Memory")}</h1>
        <Care />
      </div>
      {facts && (
        <section class="card" aria-label={_("Facts")}>
          <Stats facts={facts} />
        </section>
      )}
      <Jobs />
      {batches.length > 0 && <Log batches={batches} />}
      {batches.length >= most && (
        <button type="button" onClick={() => setMost(most + 200)}>
          {_("Show more")}
        </button>
      )}
    </main>
  );
}
