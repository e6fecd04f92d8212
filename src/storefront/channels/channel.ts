/** What every channel is; none knows another, and none knows who made an event. */
import type { DuetEvent } from '../../events/event.ts';
import type { Switches } from '../browser/page-json.ts';

export interface Channel {
	readonly key: keyof Switches;
	/** @param as the event's name on this channel */
	accept( event: DuetEvent, as: string | true ): void;
}
