/** Brings the workspace to life: opens the shop on the first start, and from then on lets its customers live by the clock. */

import type { FastifyBaseLogger } from 'fastify';
import type { Dispatcher, DispatcherOptions } from '../../jobs/dispatch-jobs.ts';
import type { App } from '../../src/app.ts';
import { DAY, MINUTE } from '../../src/domain/clock.ts';
import { AppError } from '../../src/errors.ts';
import type { Inbox } from '../inbox/start-inbox.ts';
import type { WorkspaceMemory } from '../remember-workspace.ts';
import type { StatusLine } from '../workspace-state.ts';
import { collectLive } from './collect-live.ts';
import type { Status } from './keep-status.ts';
import { bringUpToDate, runNight } from './open-shop.ts';
import { passTime, type TimeParts } from './pass-time.ts';
import { putCatalogue } from './put-catalogue.ts';
import { reactForReal } from './react-for-real.ts';
import { readCustomerMail } from './read-customer-mail.ts';
import { type JobWatch, watchJobs } from './run-job.ts';
import { READY, sayNext } from './say-next.ts';
import type { Door, SimulatedCustomers } from './simulated-customers.ts';

const OWN_DATA: StatusLine = {
  ...READY,
  text: 'Ready. This folder holds data of your own, so no simulated shop was added. Try /predict.',
};

/** Many cards may change at once. */
const LOOK_MS = 500;

export interface LifeOptions {
  readonly memory: WorkspaceMemory;
  readonly customers: SimulatedCustomers;
  readonly status: Status;
  readonly inbox: Inbox;
  readonly log: FastifyBaseLogger;
  /** Where our own server listens, without a slash at the end. */
  readonly origin: string;
  readonly moveClock: (milliseconds: number) => void;
  /** Says the first words in the channel. */
  readonly welcome: () => Promise<void>;
}

export class WorkspaceLife {
  readonly #options: LifeOptions;
  readonly #watch: JobWatch;
  readonly #ending = new AbortController();
  #parts: TimeParts | null = null;
  /** What the page says while nothing is done: on data of one's own always the same, else what is worth doing next. */
  #rest: StatusLine | null = null;
  /** What was done last, in words. */
  #happened: string | null = null;
  #looking: NodeJS.Timeout | undefined;
  /** What is being done with the shop, one thing after the other. */
  #doing: Promise<unknown> = Promise.resolve();
  #isBusy = false;
  #receiving: Promise<unknown> = Promise.resolve();
  #ticking: NodeJS.Timeout | undefined;
  #hasTickFailed = false;

  constructor(options: LifeOptions) {
    this.#options = options;
    this.#watch = watchJobs(options.status, (job, ok) => void this.#noteEnd(job, ok));
  }

  /** For the dispatcher: the page's line says what jobs do. */
  get watching(): DispatcherOptions {
    return this.#watch.watching;
  }

  /**
   * To be called once the server listens. On the first start resolves after the first training, later at once. A fault is
   * told on the page and in the log, and what works goes on. Never resolves when `end` is called meanwhile: whoever
   * starts the rest must not go on then.
   */
  async begin(app: App, dispatcher: Dispatcher): Promise<void> {
    const { memory, status, inbox } = this.#options;
    this.#parts = this.#assemble(app, dispatcher);
    const { shop, isWelcomed, isReady } = memory.get();
    if (shop === 'own' || (!isWelcomed && (await app.stores.events.lastEventAt()) !== null)) {
      memory.set({ shop: 'own', isReady: true });
      this.#rest = OWN_DATA;
      status.set(OWN_DATA);
      return;
    }
    const opening = this.#do((parts) => (isReady ? this.#goOn(parts) : this.#openFirst(parts)));
    this.#receiving = opening.catch(() => undefined);
    inbox.onMail(({ id }) => this.#receive(id));
    if (isReady) status.set(await this.#findRest());
    else await opening.catch(() => undefined);
    if (this.#ending.signal.aborted) await new Promise(() => undefined);
    if (memory.get().isReady) this.#ticking = setInterval(() => this.#tick(), MINUTE);
  }

  /** Moves the clock forward. Throws `conflict` while the shop is being opened, and what went wrong on the way. */
  async passMinutes(minutes: number): Promise<void> {
    if (this.#parts === null || !this.#options.memory.get().isReady)
      throw new AppError(
        'conflict',
        'The shop is still being opened: wait until the line at the top says Ready.',
      );
    await this.#do(async (parts) => {
      this.#happened = await passTime(parts, minutes);
    });
  }

  /** To be called when what people see has changed: the next step may be another. */
  lookAgain(): void {
    this.#looking ??= setTimeout(() => {
      this.#looking = undefined;
      if (!this.#isBusy && this.#options.status.get().phase === 'ready') void this.#sayRest();
    }, LOOK_MS);
  }

  /** Stops between two requests, and resolves when nothing more is done. */
  async end(): Promise<void> {
    clearInterval(this.#ticking);
    clearTimeout(this.#looking);
    this.#ending.abort(new AppError('unavailable', 'The workspace is closing.'));
    await this.#doing;
    await this.#receiving;
  }

  #assemble(app: App, dispatcher: Dispatcher): TimeParts {
    const { memory, customers, status, origin, moveClock } = this.#options;
    const { signal } = this.#ending;
    const door: Door = {
      collect: (messages) => collectLive(messages, { origin, writeKey: app.writeKey, signal }),
      react: (reactions) => reactForReal(reactions, { mails: customers.mails, origin, signal }),
    };
    return { app, dispatcher, memory, customers, status, moveClock, door, signal, watch: this.#watch };
  }

  #putCatalogue({ app, customers, signal }: TimeParts): Promise<void> {
    const { origin } = this.#options;
    return putCatalogue(customers.shop, { origin, writeKey: app.writeKey, signal });
  }

  async #openFirst(parts: TimeParts): Promise<void> {
    const { memory, customers, signal } = parts;
    if (!memory.get().isWelcomed) {
      await this.#options.welcome();
      memory.set({ isWelcomed: true });
    }
    await this.#putCatalogue(parts);
    // A start that was broken off while it trained has the past already.
    await customers.recover(signal);
    await bringUpToDate(parts, 'Recording the shop’s past');
    await runNight(parts);
    memory.set({ isReady: true });
  }

  async #goOn(parts: TimeParts): Promise<void> {
    const { app, customers, door, signal } = parts;
    await customers.recover(signal);
    await this.#putCatalogue(parts);
    if (app.clock.now() - customers.shop.now() > DAY) await bringUpToDate(parts, 'Catching up');
    else await customers.liveUntil(app.clock.now(), door);
    for (const { id } of this.#options.inbox.list().reverse()) this.#receive(id);
  }

  /** Does one thing with the shop after the others, and says on the page how it ended. */
  #do(
    act: (parts: TimeParts) => Promise<unknown>,
    lineAfter: () => StatusLine | null = () => null,
  ): Promise<void> {
    const { status } = this.#options;
    const acting = this.#doing.then(async () => {
      const { signal } = this.#ending;
      signal.throwIfAborted();
      this.#isBusy = true;
      try {
        await act(this.#parts!);
        status.set(lineAfter() ?? (await this.#findRest()));
      } catch (fault) {
        if (!signal.aborted) this.#tellTrouble(fault);
        throw fault;
      } finally {
        this.#isBusy = false;
      }
    });
    this.#doing = acting.catch(() => undefined);
    return acting;
  }

  /** Time passes by itself; what a moment's fault kept back goes with the next minute. */
  #tick(): void {
    const before = this.#options.status.get();
    if (this.#isBusy || before.phase === 'working') return;
    const lineAfter = () => (this.#hasTickFailed ? null : before);
    this.#do(({ app, customers, door }) => customers.liveUntil(app.clock.now(), door), lineAfter).then(
      () => {
        this.#hasTickFailed = false;
      },
      () => {
        this.#hasTickFailed = true;
      },
    );
  }

  #receive(id: string): void {
    const { inbox, customers, log } = this.#options;
    this.#receiving = this.#receiving
      .then(async () => {
        const mail = await inbox.get(id);
        if (mail !== undefined) customers.receive(readCustomerMail(mail, customers.shop.offers));
      })
      .catch((err) => log.error({ err }, 'an e-mail did not reach its simulated customer'));
  }

  /** After a job that nobody here waited for. */
  async #noteEnd(job: string, ok: boolean): Promise<void> {
    const { status } = this.#options;
    if (this.#isBusy || this.#ending.signal.aborted) return;
    if (ok) return this.#sayRest();
    const runs = (await this.#parts?.app.stores.jobs.recent(20)) ?? [];
    const failed = runs.find(({ name, state }) => name === job && state === 'failed');
    status.set({
      phase: 'trouble',
      text: `The job "${job}" failed: ${failed?.error ?? 'the log says why.'}`,
    });
  }

  async #sayRest(): Promise<void> {
    const { status, log } = this.#options;
    const line = await this.#findRest().catch((err) => {
      log.error({ err }, 'the next step could not be found');
      return READY;
    });
    // Meanwhile something may have begun.
    if (!this.#isBusy && !this.#ending.signal.aborted) status.set(line);
  }

  async #findRest(): Promise<StatusLine> {
    if (this.#rest !== null || this.#parts === null) return this.#rest ?? READY;
    return sayNext(this.#parts.app, this.#happened);
  }

  #tellTrouble(fault: unknown): void {
    const { log, status, memory } = this.#options;
    log.error({ err: fault }, 'the local workspace stumbled');
    const why = fault instanceof Error ? fault.message : String(fault);
    const next = memory.get().isReady
      ? 'What happened so far is kept; the log has the details.'
      : 'Stop with Ctrl-C and start again: it goes on where it stopped. If that does not help: npm run demo:reset';
    status.set({ phase: 'trouble', text: `${why} ${next}` });
  }
}
