// What the server does beside: imports, alignments, care of the memory; how far
// it is, what came of it, and how to stop it.
import { useEffect, useState } from "preact/hooks";
import * as api from "../api";
import type { Job } from "../api";
import { on } from "../events";
import { Q_, _, count, when } from "../i18n";
import { fail, say } from "../notice";
import { jobKindTitle, jobStateTitle } from "../panes/words";

const waits = (job: Job) => job.state === "queued" || job.state === "running";

/** The jobs as the server tells of them; what ends is asked for whole. */
function useJobs(): Job[] {
  const [jobs, set] = useState<Job[]>([]);
  useEffect(() => {
    const load = () => void api.jobs().then(set, fail);
    load();
    const put = (job: Job) =>
      set((all) =>
        all.some((one) => one.id === job.id)
          ? all.map((one) => (one.id === job.id ? { ...one, ...job } : one))
          : [job, ...all],
      );
    const stops = [
      on("job", (job) => {
        put(job);
        if (waits(job)) return;
        say(_("%s: %s", title(job), jobStateTitle(job.state)));
        void api.job(job.id).then(put, fail);
      }),
      on("reset", load),
      on("back", load),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);
  return jobs;
}

function title(job: Job): string {
  return job.what ? _("%s of %s", jobKindTitle(job.kind), job.what) : jobKindTitle(job.kind);
}

function number(result: Job["result"], key: string): number {
  const value = result?.[key];
  return typeof value === "number" ? value : 0;
}

/** What came of it, in a sentence. */
function outcome(job: Job): string {
  const { result } = job;
  if (job.error) return job.error.message;
  if (job.state !== "done" || !result) return "";
  switch (job.kind) {
    case "import":
      return _(
        "Units: %d read, %d new, %d known, %d skipped",
        number(result, "read"),
        number(result, "added"),
        number(result, "merged") + number(result, "changed"),
        number(result, "skipped"),
      );
    case "align":
      return _(
        "%d and %d segments aligned, %d pairs too doubtful",
        number(result, "source_segments"),
        number(result, "target_segments"),
        number(result, "doubtful"),
      );
    case "verify":
      return Q_("%d trouble", "%d troubles", number(result, "troubles"));
    case "backup":
      return typeof result.file === "string" ? result.file : "";
    default:
      return "";
  }
}

const stateClass: Record<Job["state"], string> = {
  queued: "tag",
  running: "tag",
  done: "tag ok",
  failed: "tag bad",
  cancelled: "tag warn",
};

function Item({ job }: { job: Job }) {
  const said = outcome(job);
  return (
    <li class="job">
      <div class="line">
        <strong>{title(job)}</strong>
        <span class={stateClass[job.state]}>{jobStateTitle(job.state)}</span>
        {job.finished && <time class="quiet" dateTime={job.finished}>{when(job.finished)}</time>}
        {waits(job) && (
          <button type="button" onClick={() => void api.cancelJob(job.id).catch(fail)}>
            {_("Stop")}
            <span class="heard"> {title(job)}</span>
          </button>
        )}
      </div>
      {job.state === "running" && (
        <div>
          <progress
            aria-label={title(job)}
            value={job.total ? job.done : undefined}
            max={job.total || undefined}
          />
          <span class="quiet">
            {job.step} {job.total ? _("%d of %d", job.done, job.total) : count(job.done)}
          </span>
        </div>
      )}
      {said && <p class={job.error ? "message bad" : "quiet"}>{said}</p>}
      {job.notes?.length > 0 && (
        <details>
          <summary>{Q_("%d note", "%d notes", job.notes.length)}</summary>
          <ul>
            {job.notes.map((note) => (
              <li class="quiet">
                {note.file}
                {note.line > 0 && `:${note.line}`} {note.message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

/** `running`: only what is not over, or ended while the view was open. */
export function Jobs({ running }: { running?: boolean }) {
  const jobs = useJobs();
  const [since] = useState(() => Date.now());
  const shown = running
    ? jobs.filter((job) => waits(job) || Date.parse(job.finished) >= since - 60000)
    : jobs;
  if (shown.length === 0) return null;
  return (
    <section class="card" aria-labelledby="jobs">
      <h2 id="jobs">{_("Jobs")}</h2>
      <ul class="jobs">
        {shown.map((job) => (
          <Item key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}
