/**
 * Chooses an event and its parameters, and shows what will be sent. Used by both blocks and by the panel on core's
 * blocks.
 */
import { SelectControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { eventLabels } from '../events/labels.ts';
import { Ending, Outcome } from './outcome.tsx';
import type { EditorFacts } from './facts.ts';
import { Field } from './field.tsx';
import { ends, find, isName, isOwn, typedParams } from '../events/lookup.ts';
import { ParamFields } from './param-fields.tsx';
import { read } from './values.ts';

export interface Chosen {
	/** Name in the catalogue, or a name of the author's own; '' for none. */
	readonly event: string;
	/** As typed: text by parameter. */
	readonly params: Readonly< Record< string, unknown > >;
}

interface Props extends Chosen {
	/** Whether a click or a submission fires it. */
	readonly on: 'click' | 'submit';
	readonly facts: EditorFacts;
	change( chosen: Chosen ): void;
}

/** The value of "a name of your own" in the list; no event can have this name. */
const OWN = '*';

/** The events that an element of this kind usually has. The list contains all others as well. */
const usual = {
	click: [ 'Contact', 'Lead', 'Download', 'Subscribe', 'Schedule', 'StartTrial', 'FindLocation', 'ClickButton' ],
	submit: [ 'Lead', 'Contact', 'Subscribe', 'CompleteRegistration', 'Schedule', 'SubmitApplication' ],
} as const;

export const listed = ( on: 'click' | 'submit', { events }: EditorFacts ) => {
	const first: readonly string[] = usual[ on ].filter( ( name ) => name in events );
	return { first, rest: Object.keys( events ).filter( ( name ) => ! first.includes( name ) ) };
};

/** The typed values that the other event accepts, too. */
export const carried = ( params: Chosen[ 'params' ], event: string ): Chosen[ 'params' ] => {
	const known = find( event );
	return known === undefined || isOwn( event )
		? params
		: Object.fromEntries( Object.entries( params ).filter( ( [ name ] ) => typedParams( known ).some( ( one ) => one === name ) ) );
};

/** Everything after the first sentence is about the settings. */
const firstSentence = ( text: string ): string => text.split( /(?<=[.。])\s/u )[ 0 ] ?? text;

export function EventControl( { event, params, on, facts, change }: Props ) {
	const labels = eventLabels();
	const known = find( event );
	const offered = known !== undefined && known in facts.events;
	const [ naming, setNaming ] = useState( false );
	// While an author types "Contact us", "Contact" is not yet the event.
	const own = naming || ( event !== '' && ! offered );
	const { first, rest } = listed( on, facts );
	const option = ( name: string ) => {
		const key = find( name );
		return (
			<option key={ name } value={ name }>
				{ key === undefined ? name : labels[ key ].label }
			</option>
		);
	};
	const pick = ( name: string ) => {
		setNaming( name === OWN );
		change( { event: name === OWN ? '' : name, params: carried( params, name ) } );
	};
	const { problems } = read( event, params );
	// A standard event in another spelling is that event.
	const settle = () => offered && known !== undefined && known !== event && pick( known );

	return (
		<div className="duet-panel">
			<SelectControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				label={ __( 'Event', 'duet-for-tiktok' ) }
				value={ own ? OWN : known ?? '' }
				onChange={ pick }
				help={
					offered && ! own && known !== undefined
						? /* translators: %s: when an event happens, a sentence. */
						  sprintf( __( 'Stands for: %s', 'duet-for-tiktok' ), firstSentence( labels[ known ].when ) )
						: undefined
				}
			>
				<option value="">{ __( 'None', 'duet-for-tiktok' ) }</option>
				<optgroup label={ on === 'click' ? __( 'Usual for a button or link', 'duet-for-tiktok' ) : __( 'Usual for a form', 'duet-for-tiktok' ) }>{ first.map( option ) }</optgroup>
				<optgroup label={ __( 'Other events', 'duet-for-tiktok' ) }>{ rest.map( option ) }</optgroup>
				<optgroup label={ __( 'Your own', 'duet-for-tiktok' ) }>
					<option value={ OWN }>{ __( 'A name of your own…', 'duet-for-tiktok' ) }</option>
				</optgroup>
			</SelectControl>
			{ own && (
				<div onBlur={ settle }>
					<Field
						label={ __( 'Name of the event', 'duet-for-tiktok' ) }
						value={ event }
						onChange={ ( name ) => {
							setNaming( true );
							change( { event: name, params } );
						} }
						placeholder="LevelUp"
						help={ __( 'Letters, digits, spaces, "_" and "-". TikTok shows it as a custom event and uses it for reports and audiences; campaigns cannot be optimised for it.', 'duet-for-tiktok' ) }
						error={ nameError( event, known !== undefined && ! offered ) }
					/>
				</div>
			) }
			{ ends( event ) !== undefined && offered && ! own && <Ending year={ ends( event ) ?? '' } facts={ facts } pick={ pick } own={ () => pick( OWN ) } /> }
			{ event !== '' && ( offered || known === undefined ) && (
				<>
					<ParamFields key={ known ?? 'own' } event={ event } params={ params } problems={ problems } facts={ facts } change={ ( next ) => change( { event, params: next } ) } />
					<Outcome event={ event } params={ params } on={ on } facts={ facts } />
				</>
			) }
		</div>
	);
}

function nameError( event: string, refused: boolean ): string | undefined {
	if ( refused ) {
		return __( 'Duet sends this event itself. Choose another one.', 'duet-for-tiktok' );
	}
	return event === '' || isName( event ) ? undefined : __( 'Use 1 to 50 letters, digits, spaces, "_" or "-", and begin with a letter or digit.', 'duet-for-tiktok' );
}
