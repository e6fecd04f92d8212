/** Rules: events without code. A list, each line edited in place, and ready examples to begin with. */
import { Button } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { FieldError, focusField } from '../../controls/fields.tsx';
import type { SectionProps } from '../section.ts';
import { Examples } from './Examples.tsx';
import { RuleRow } from './RuleRow.tsx';
import { complete, newRule, type Rule } from './rule.ts';
import './style.scss';

const MOST = 100;

export function Rules( { loaded, draft, errors, change }: SectionProps ) {
	const rules = draft.rules.map( complete );
	const [ open, setOpen ] = useState< string >();
	// A rule that was just added gets the focus. After a deletion, the button that adds rules gets it.
	const [ focus, setFocus ] = useState< string >();
	useEffect( () => {
		if ( focus !== undefined ) {
			focusField( focus );
			setFocus( undefined );
		}
	}, [ focus ] );

	// The stored form; nothing in it is ever changed in place.
	const put = ( next: readonly Rule[], path: string ) => change( { rules: next.map( ( rule ) => ( { ...rule, when: { ...rule.when }, params: [ ...rule.params ] } ) ) }, path );
	const add = ( rule: Rule ) => {
		put( [ ...rules, rule ], 'rules' );
		setOpen( rule.id );
		setFocus( `rules.${ rules.length }.label` );
	};
	const saved = new Map( loaded.settings.rules.map( ( rule ) => [ rule.id, JSON.stringify( complete( rule ) ) ] ) );

	return (
		<>
			<p>
				{ __(
					'Create events of your own without code: choose what happens on your pages, and which event that is. It is sent to the channels that this event has under "Events". A new rule is off: try it first, then switch it on.',
					'duet-for-tiktok'
				) }
			</p>
			<FieldError path="rules" errors={ errors } />
			{ rules.length > 0 && (
				<ul className="duet-rules">
					{ rules.map( ( rule, index ) => {
						const wrong = Object.keys( errors ).some( ( path ) => path.startsWith( `rules.${ index }.` ) );
						return (
							<RuleRow
								key={ rule.id }
								index={ index }
								rule={ rule }
								site={ loaded.site }
								errors={ errors }
								// What is wrong must be seen.
								open={ open === rule.id || wrong }
								saved={ saved.get( rule.id ) === JSON.stringify( rule ) }
								toggle={ () => setOpen( open === rule.id ? undefined : rule.id ) }
								change={ ( next, field ) => put( rules.map( ( other ) => ( other.id === rule.id ? next : other ) ), `rules.${ index }.${ field }` ) }
								// Positions move, so every error of the list goes.
								remove={ () => {
									put( rules.filter( ( other ) => other.id !== rule.id ), 'rules' );
									setFocus( 'rules.add' );
								} }
							/>
						);
					} ) }
				</ul>
			) }
			{ rules.length < MOST && (
				<>
					<Button __next40pxDefaultSize variant="secondary" data-path="rules.add" onClick={ () => add( newRule() ) }>
						{ __( 'Add a rule', 'duet-for-tiktok' ) }
					</Button>
					<Examples shop={ loaded.site.shop } add={ add } />
				</>
			) }
		</>
	);
}
