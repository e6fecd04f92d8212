import { __ } from '@wordpress/i18n';
import { Check, TextField } from '../../controls/fields.tsx';
import type { SectionProps } from '../section.ts';

export function WeeklyMail( { draft, errors, change }: SectionProps ) {
	const { report } = draft;
	return (
		<>
			<Check
				path="report.weekly"
				errors={ errors }
				label={ __( 'Send me a short mail every week', 'duet-for-tiktok' ) }
				help={ __( 'The number of sales, how many of them TikTok has, and what to do about the others. It holds no names and no addresses.', 'duet-for-tiktok' ) }
				checked={ report.weekly }
				onChange={ ( weekly ) => change( { report: { ...report, weekly } }, 'report.weekly' ) }
			/>
			{ report.weekly && (
				<TextField
					path="report.email"
					errors={ errors }
					label={ __( 'To', 'duet-for-tiktok' ) }
					help={ __( 'Leave it empty for the address of the site\'s administrator.', 'duet-for-tiktok' ) }
					value={ report.email }
					onChange={ ( email ) => change( { report: { ...report, email: email.trim() } }, 'report.email' ) }
				/>
			) }
		</>
	);
}
