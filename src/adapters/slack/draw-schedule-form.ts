/** Draws the form in which a person chooses when a campaign is to be sent. */

import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Campaign } from '../../domain/campaign.ts';
import { DAY } from '../../domain/clock.ts';
import { localTimeOf } from '../../domain/local-time.ts';
import { context } from './card.ts';
import { campaignForm, INPUT } from './draw-modals.ts';

export const SCHEDULE_FORM = 'campaign_schedule_form';

/** Whose clock counts; `none` takes a time away. */
export type ScheduleMode = 'own' | 'one' | 'none';

const MODES: Readonly<Record<ScheduleMode, string>> = {
  own: 'At this time in each contact’s own time zone',
  one: 'At this time in one time zone, for all at once',
  none: 'No fixed time: as soon as it is approved',
};
const FIRST_TIME = '09:00';

export interface ScheduleFormFacts {
  readonly channel: string;
  readonly shopTimeZone: string;
  readonly now: number;
}

/** Filled with the time it has, else with tomorrow morning. */
export function drawScheduleForm(campaign: Campaign, facts: ScheduleFormFacts): ModalView {
  const { number, schedule, state } = campaign;
  const zone = schedule?.zone ?? facts.shopTimeZone;
  const [tomorrow = ''] = localTimeOf(facts.now + DAY, zone).split('T');
  const [date = tomorrow, time = FIRST_TIME] = schedule?.localTime.split('T') ?? [];
  const isApproved = state === 'approved' || state === 'half approved';
  return {
    ...campaignForm(campaign, facts.channel, {
      id: SCHEDULE_FORM,
      title: `Schedule campaign ${number}`,
      submit: 'Schedule',
    }),
    blocks: [
      labelled('mode', 'When', {
        type: 'radio_buttons',
        action_id: INPUT,
        options: Object.keys(MODES).map((mode) => option(mode as ScheduleMode)),
        initial_option: option(schedule?.ownZones === false ? 'one' : 'own'),
      }),
      labelled('date', 'Date', { type: 'datepicker', action_id: INPUT, initial_date: date }),
      labelled('time', 'Time', { type: 'timepicker', action_id: INPUT, initial_time: time }),
      labelled('zone', 'Time zone, also of contacts whose own is not known', {
        type: 'plain_text_input',
        action_id: INPUT,
        initial_value: zone,
        placeholder: { type: 'plain_text', text: 'Europe/Berlin' },
      }),
      ...(isApproved
        ? [context(':warning: It is approved for another time: whoever approves has to do so again.')]
        : []),
    ],
  };
}

type InputElement = Extract<KnownBlock, { type: 'input' }>['element'];

function labelled(name: string, label: string, element: InputElement): KnownBlock {
  return { type: 'input', block_id: name, label: { type: 'plain_text', text: label }, element };
}

function option(mode: ScheduleMode): PlainTextOption {
  return { text: { type: 'plain_text', text: MODES[mode] }, value: mode };
}
