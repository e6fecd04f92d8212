<?php
declare(strict_types=1);

namespace Duet\Report;

use Closure;
use DateTimeImmutable;
use Duet\Accuracy\Accuracy;
use Duet\Accuracy\AccuracyReports;
use Duet\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * The week in one short mail, for merchants who want it: how many sales, how many arrived, what to do.
 *
 * @phpstan-import-type Report from Accuracy
 */
final class WeeklyMail {

	/** The week that was reported last, "2026-47"; not autoloaded. */
	public const OPTION = 'duet_report';

	private const DAYS = 7;

	/**
	 * @param Closure(string): string $words  Reason => in a merchant's words: Reasons::words(), or a test's.
	 * @param string                  $screen Address of the page with the details.
	 */
	public function __construct(
		private readonly Settings $settings,
		private readonly AccuracyReports $reports,
		private readonly Closure $words,
		private readonly string $screen,
	) {
	}

	/**
	 * To be called once an hour. Sends on the first call of a week by the site's own calendar, and not in the week in
	 * which the merchant switched it on, of which half is missing.
	 */
	public function run( DateTimeImmutable $now ): bool {
		if ( ! $this->settings->values()->report->weekly ) {
			return false;
		}
		$week = $now->format( 'o-W' );
		$last = get_option( self::OPTION );
		if ( $week === $last ) {
			return false;
		}
		// Written first: a mail that is sent twice is worse than one that is not.
		update_option( self::OPTION, $week, false );
		return is_string( $last ) && '' !== $last && $this->send();
	}

	private function send(): bool {
		$to     = $this->settings->values()->report->email;
		$to     = '' !== $to ? $to : get_option( 'admin_email' );
		$report = $this->reports->of( self::DAYS );
		/* translators: %s: name of the site. */
		$subject = sprintf( __( '[%s] Your sales and TikTok, last week', 'duet-for-tiktok' ), wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES ) );
		return is_string( $to ) && wp_mail( $to, $subject, $this->text( $report ) );
	}

	/** @param Report $report */
	private function text( array $report ): string {
		$lines = [
			/* translators: 1: number of sales, 2: number of sales that may be sent, 3: number of delivered sales. */
			sprintf( __( 'Sales: %1$d. May be sent to TikTok: %2$d. Delivered: %3$d.', 'duet-for-tiktok' ), $report['sales'], $report['allowed'], $report['delivered'] ),
			/* translators: %s: percentage. */
			null === $report['accuracy'] ? __( 'There was no sale that may be sent.', 'duet-for-tiktok' ) : sprintf( __( 'Accuracy: %s %%', 'duet-for-tiktok' ), number_format_i18n( floor( $report['accuracy'] * 1000 ) / 10, 1 ) ),
			'',
		];
		// By sale, like the numbers above; the list of differences is by pixel and ends somewhere.
		$reasons = [];
		foreach ( $report['days'] as $day ) {
			foreach ( $day['reasons'] as $reason => $count ) {
				$reasons[ $reason ] = ( $reasons[ $reason ] ?? 0 ) + $count;
			}
		}
		foreach ( $reasons as $reason => $count ) {
			$lines[] = $count . ' × ' . ( $this->words )( (string) $reason );
		}
		return implode(
			"\n",
			[ ...$lines, '', __( 'Details, and sending again what can be:', 'duet-for-tiktok' ), $this->screen, '' ]
		);
	}
}
