import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { eventLabels, firesItself, type EventLabel } from '../../../events/labels.ts';
import type { ChannelName } from '../../../events/catalogue.ts';
import { find } from '../../../events/lookup.ts';
import { channels, eventNames, ownNames } from './choices.ts';
import { FieldError } from '../../controls/fields.tsx';
import type { SectionProps } from '../section.ts';
import { EventRow } from './EventRow.tsx';

export const channelLabels = (): Readonly< Record< ChannelName, { name: string; help: string } > > => ( {
	dataLayer: {
		name: __( 'dataLayer', 'duet-for-tiktok' ),
		help: __( 'for Google Tag Manager', 'duet-for-tiktok' ),
	},
	pixel: {
		name: __( 'Pixel', 'duet-for-tiktok' ),
		help: __( 'from the browser', 'duet-for-tiktok' ),
	},
	eventsApi: {
		name: __( 'Events API', 'duet-for-tiktok' ),
		help: __( 'from your server', 'duet-for-tiktok' ),
	},
} );

export function Events( { loaded, draft, errors, change }: SectionProps ) {
	const labels = eventLabels();
	const columns = channelLabels();
	const { shop } = loaded.site;
	// Without a shop, its events are listed only if a rule uses them.
	const used = new Set( draft.rules.map( ( { event } ) => find( event ) ) );
	const names = eventNames.filter( ( name ) => shop || labels[ name ].shop !== true || used.has( name ) );

	const own = ownNames( draft.rules, draft.events );

	const row = ( name: string, label: EventLabel ) => (
		<EventRow
			key={ name }
			name={ name }
			label={ label }
			channelLabels={ columns }
			choices={ draft.events }
			saved={ loaded.settings.events }
			errors={ errors }
			change={ ( events, path ) => change( { events }, path ) }
		/>
	);

	return (
		<>
			<p>
				{ __(
					'Use Pixel and Events API together if you can. TikTok counts the two copies of an event once, and the copy from your server also arrives if an ad blocker stops the pixel.',
					'duet-for-tiktok'
				) }
			</p>
			{ ! loaded.site.data_layer_active && (
				<p className="duet-warning">
					{ __( 'The dataLayer is off, so its column has no effect. You switch it on under "Tag Manager".', 'duet-for-tiktok' ) }
				</p>
			) }
			<FieldError path="events" errors={ errors } />
			<table className="widefat striped duet-events">
				<caption className="screen-reader-text">
					{ __( 'Which event goes where', 'duet-for-tiktok' ) }
				</caption>
				<thead>
					<tr>
						<th scope="col">{ __( 'Event', 'duet-for-tiktok' ) }</th>
						{ channels.map( ( channel ) => (
							<th key={ channel } scope="col">
								{ columns[ channel ].name }
								<small>{ columns[ channel ].help }</small>
							</th>
						) ) }
					</tr>
				</thead>
				<tbody>{ names.filter( ( name ) => firesItself( labels[ name ], shop ) ).map( ( name ) => row( name, labels[ name ] ) ) }</tbody>
				<tbody>
					<tr className="duet-group">
						<th scope="rowgroup" colSpan={ 1 + channels.length }>
							{ __( 'Events you create yourself', 'duet-for-tiktok' ) }
							<p className="duet-help">
								{ __( 'With a block or shortcode, a rule (see "Forms and rules"), or a script of your site:', 'duet-for-tiktok' ) }{ ' ' }
								<code>{ "duet.track( 'Schedule', { content_name: 'Haircut' } )" }</code>
							</p>
						</th>
					</tr>
					{ names
						.filter( ( name ) => ! firesItself( labels[ name ], shop ) )
						.map( ( name ) => row( name, labels[ name ].own === true ? labels[ name ] : { ...labels[ name ], when: '' } ) ) }
				</tbody>
				{ own.length > 0 && (
					<tbody>
						<tr className="duet-group">
							<th scope="rowgroup" colSpan={ 1 + channels.length }>
								{ __( 'Your own events', 'duet-for-tiktok' ) }
								<p className="duet-help">{ __( 'Your rules use these names. TikTok shows them as custom events.', 'duet-for-tiktok' ) }</p>
							</th>
						</tr>
						{ own.map( ( name ) => row( name, { label: name, when: '' } ) ) }
					</tbody>
				) }
			</table>
			{ Object.keys( draft.events ).length > 0 && (
				<Button __next40pxDefaultSize variant="tertiary" onClick={ () => change( { events: {} }, 'events' ) }>
					{ __( 'Reset all events to the defaults', 'duet-for-tiktok' ) }
				</Button>
			) }
		</>
	);
}
