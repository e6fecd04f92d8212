import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { Errors, Site } from '../../../settings/settings.ts';
import { fieldId } from '../../controls/fields.tsx';
import { RuleForm } from './RuleForm.tsx';
import { tryUrl, type Rule } from './rule.ts';
import { eventTitle, sentenceOf, titleOf } from './words.ts';

interface Props {
	readonly index: number;
	readonly rule: Rule;
	readonly site: Site;
	readonly errors: Errors;
	readonly open: boolean;
	/** As it stands here: only then the site can try it. */
	readonly saved: boolean;
	toggle(): void;
	change( rule: Rule, field: string ): void;
	remove(): void;
}

export function RuleRow( { index, rule, site, errors, open, saved, toggle, change, remove }: Props ) {
	const title = titleOf( rule, index );
	const form = `${ fieldId( `rules.${ index }` ) }__form`;
	const on = fieldId( `rules.${ index }.on` );
	return (
		<li className={ `duet-rule${ rule.on ? '' : ' duet-rule-off' }` }>
			<div className="duet-rule-head">
				<span className="duet-rule-switch">
					<input
						type="checkbox"
						id={ on }
						data-path={ `rules.${ index }.on` }
						checked={ rule.on }
						/* translators: %s: name of a rule. */
						aria-label={ sprintf( __( '%s: switched on', 'duet-for-tiktok' ), title ) }
						onChange={ ( event ) => change( { ...rule, on: event.target.checked }, 'on' ) }
					/>
					<label htmlFor={ on } aria-hidden="true">
						{ rule.on ? __( 'On', 'duet-for-tiktok' ) : __( 'Off', 'duet-for-tiktok' ) }
					</label>
				</span>
				<div className="duet-rule-text">
					<strong>{ title }</strong>
					<p className="duet-help">
						{ sentenceOf( rule ) } → { eventTitle( rule.event ) || '…' }
					</p>
				</div>
				<div className="duet-buttons">
					{ saved ? (
						<Button
							variant="tertiary"
							size="compact"
							href={ tryUrl( site.home, rule.when.url ) }
							target="_blank"
							/* translators: %s: name of a rule. */
							aria-label={ sprintf( __( 'Try %s on your site (opens a new tab)', 'duet-for-tiktok' ), title ) }
						>
							{ __( 'Try', 'duet-for-tiktok' ) }
						</Button>
					) : (
						<span className="duet-help">{ __( 'Save it to try it', 'duet-for-tiktok' ) }</span>
					) }
					<Button
						variant="tertiary"
						size="compact"
						aria-expanded={ open }
						aria-controls={ form }
						/* translators: %s: name of a rule. */
						aria-label={ open ? sprintf( __( 'Close %s', 'duet-for-tiktok' ), title ) : sprintf( __( 'Edit %s', 'duet-for-tiktok' ), title ) }
						onClick={ toggle }
					>
						{ open ? __( 'Close', 'duet-for-tiktok' ) : __( 'Edit', 'duet-for-tiktok' ) }
					</Button>
					<Button
						variant="tertiary"
						size="compact"
						isDestructive
						/* translators: %s: name of a rule. */
						aria-label={ sprintf( __( 'Delete %s', 'duet-for-tiktok' ), title ) }
						onClick={ remove }
					>
						{ __( 'Delete', 'duet-for-tiktok' ) }
					</Button>
				</div>
			</div>
			<div id={ form } hidden={ ! open } role="group" aria-label={ title }>
				{ open && <RuleForm index={ index } rule={ rule } shop={ site.shop } errors={ errors } change={ change } /> }
			</div>
		</li>
	);
}
