/** The app's manifest asks Slack for what the code uses, and for nothing else. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROMPTS } from '../commands/answer-messages.ts';
import { readRequest } from '../commands/read-request.ts';
import { registerCommands } from '../commands/register-commands.ts';
import { commands as localCommands } from '../demo/slack/workspace.ts';
import { REMOVALS } from '../src/adapters/slack/receive-requests.ts';
import { REDIRECT_PATH } from '../src/open-access.ts';
import { listSources } from './architecture/list-sources.ts';

const manifest = JSON.parse(readFileSync('slack-manifest.json', 'utf8')) as Manifest;

interface Manifest {
  readonly display_information: { readonly name: string; readonly description: string };
  readonly features: {
    readonly app_home: Readonly<Record<string, boolean>>;
    readonly bot_user?: { readonly display_name: string };
    readonly agent_view?: {
      readonly agent_description: string;
      readonly suggested_prompts: readonly { readonly title: string; readonly message: string }[];
    };
    readonly assistant_view?: unknown;
    readonly slash_commands: readonly { readonly command: string; readonly url: string }[];
  };
  readonly oauth_config: {
    readonly redirect_urls: readonly string[];
    readonly scopes: { readonly bot: readonly string[] };
  };
  readonly settings: {
    readonly interactivity: { readonly is_enabled: boolean; readonly request_url: string };
    readonly event_subscriptions?: { readonly request_url: string; readonly bot_events: readonly string[] };
  };
}

/** https://docs.slack.dev/reference/methods: what a bot's token needs for each; empty for what needs nothing. */
const SCOPES_OF_METHOD: Readonly<Record<string, readonly string[]>> = {
  'assistant.threads.setStatus': ['assistant:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'assistant.threads.setTitle': ['assistant:write'],
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.info': ['channels:read'],
  'conversations.join': ['channels:join'],
  'conversations.list': ['channels:read'],
  'conversations.open': ['im:write'],
  // Signs in with the client's secret.
  'oauth.v2.access': [],
  'files.uploadV2': ['files:write'],
  filesUploadV2: ['files:write'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  // Its answer holds the person's address, which is what it is asked for, only with the second.
  'users.info': ['users:read', 'users:read.email'],
  'users.lookupByEmail': ['users:read', 'users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};
/** https://docs.slack.dev/reference/events */
const SCOPES_OF_EVENT: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_uninstalled: [],
  tokens_revoked: [],
  app_mention: ['app_mentions:read'],
  'message.im': ['im:history'],
};

/** Stands in for Bolt, and writes down what is registered with it. */
function recordRegistrations() {
  const heard = { command: [] as string[], event: [] as string[], interactions: 0 };
  const note = (kind: 'command' | 'event') => (name: string) => void heard[kind].push(name);
  const interaction = () => {
    heard.interactions += 1;
  };
  const bolt = {
    ...{ command: note('command'), event: note('event') },
    message: () => heard.event.push('message'),
    ...{ action: interaction, view: interaction, options: interaction, shortcut: interaction },
  };
  // Nothing is run: only its names are taken down.
  registerCommands(bolt as never, {} as never, {} as never);
  return heard;
}

/** Methods of the Web API that the product's sources call on a client. */
function listMethods(sources: readonly string[]): readonly string[] {
  const calls = sources.flatMap((source) => [...source.matchAll(/\bclient\s*\.(\w+(?:\s*\.\w+)*)\(/g)]);
  const names = calls.map(([, name = '']) => name.replaceAll(/\s/g, ''));
  return [...new Set(names)].filter((name) => !OURS.has(name)).toSorted();
}

/** Of the socket, which is a client of another kind. */
const OURS: ReadonlySet<string> = new Set(['start', 'on', 'disconnect']);

const registered = recordRegistrations();
/** A bot hears messages only in its own conversations: no history of channels is asked for. */
const events = [...new Set([...registered.event, ...REMOVALS])]
  .map((name) => (name === 'message' ? 'message.im' : name))
  .toSorted();
const sources = ['src/adapters/slack', 'commands'].flatMap((folder) =>
  listSources(folder).map((path) => readFileSync(path, 'utf8')),
);

describe('the manifest', () => {
  it('has every slash command that is answered, and no other; the local workspace too', () => {
    const declared = manifest.features.slash_commands.map(({ command }) => command);
    expect(registered.command.length).toBeGreaterThan(0);
    expect(declared.toSorted()).toEqual(registered.command.toSorted());
    expect(localCommands.map(({ command }) => command).toSorted()).toEqual(declared.toSorted());
  });

  it('subscribes to every event that is listened to, and to no other', () => {
    expect(manifest.settings.event_subscriptions?.bot_events.toSorted() ?? []).toEqual(events);
  });

  it('asks for the scopes of what is called and listened to, and for no other', () => {
    const methods = listMethods(sources);
    expect(methods).toContain('chat.postMessage');
    const needed = [
      'commands',
      ...methods.flatMap((name) => SCOPES_OF_METHOD[name] ?? [`(what does ${name} need?)`]),
      ...events.flatMap((name) => SCOPES_OF_EVENT[name] ?? [`(what does ${name} need?)`]),
    ];
    expect(manifest.oauth_config.scopes.bot).toEqual([...new Set(needed)].toSorted());
  });

  it('makes the bot an agent whom people can write to, with what it can be asked at one click', () => {
    const methods = listMethods(sources);
    expect(methods).toContain('assistant.threads.setSuggestedPrompts');
    const { agent_view: agent, assistant_view: older, app_home: home, bot_user: bot } = manifest.features;
    // Slack refuses the older feature in new apps, and neither works where nobody can write to the bot.
    expect(older).toBeUndefined();
    expect(agent?.agent_description).toMatch(/^.{20,300}$/);
    expect(agent?.suggested_prompts).toEqual(PROMPTS);
    expect(PROMPTS.length).toBeLessThanOrEqual(4);
    for (const { message } of PROMPTS) expect(readRequest(message).kind).not.toBe('unknown');
    expect(home).toEqual({
      home_tab_enabled: methods.includes('views.publish'),
      messages_tab_enabled: events.includes('message.im'),
      messages_tab_read_only_enabled: false,
    });
    expect(bot?.display_name).toBe(manifest.display_information.name);
    for (const needed of ['app_home_opened', 'message.im']) expect(events).toContain(needed);
    for (const needed of ['assistant:write', 'im:history'])
      expect(manifest.oauth_config.scopes.bot).toContain(needed);
  });

  it('keeps to the lengths that Slack takes', () => {
    const { name, description } = manifest.display_information;
    expect(name.length).toBeLessThanOrEqual(35);
    expect(description.length).toBeLessThanOrEqual(140);
  });

  it('sends everything to the one address that is listened at', () => {
    const { interactivity, event_subscriptions } = manifest.settings;
    expect(interactivity.is_enabled).toBe(registered.interactions > 0);
    const addresses = [
      interactivity.request_url,
      ...manifest.features.slash_commands.map(({ url }) => url),
      ...(event_subscriptions === undefined ? [] : [event_subscriptions.request_url]),
    ];
    expect([...new Set(addresses)]).toEqual(['https://flywheel.example.com/slack/events']);
    expect(manifest.oauth_config.redirect_urls).toEqual([`https://flywheel.example.com${REDIRECT_PATH}`]);
  });

  it('would be caught asking for less than is used', () => {
    const method = 'await client.conversations\n.open({ users });';
    expect(listMethods([method])).toEqual(['conversations.open']);
  });
});
