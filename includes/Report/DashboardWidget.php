<?php
declare(strict_types=1);

namespace Duet\Report;

use Duet\Accuracy\AccuracyReports;
use Duet\Admin\Access;
use Duet\Admin\Screen;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/** The figures of the overview on WordPress's dashboard. */
final class DashboardWidget {

	private const ID = 'duet_overview';

	/** Days of sales that the widget shows. */
	public const DAYS = 7;

	public function __construct(
		private readonly Access $access,
		private readonly Screen $screen,
		private readonly CurrentOverview $overview,
		private readonly AccuracyReports $accuracy,
		private readonly Guard $guard,
	) {
	}

	public function add(): void {
		if ( $this->access->may() ) {
			$name = __( 'Duet for TikTok', 'duet-for-tiktok' );
			wp_add_dashboard_widget( self::ID, $name, fn() => $this->guard->run( $this->show( ... ) ) );
		}
	}

	private function show(): void {
		$overview = $this->overview->report();
		$action   = $overview['state']['action'];
		echo '<p><strong>' . esc_html( $overview['state']['sentence'] ) . '</strong></p>';
		if ( null !== $action ) {
			$url = $this->screen->url( $action['target'] );
			echo '<p><a class="button" href="' . esc_url( $url ) . '">' . esc_html( $action['label'] ) . '</a></p>';
		}
		echo '<ul>';
		foreach ( $this->figures( $overview['counts'], $overview['oldest_pending'] ) as $label => $figure ) {
			echo '<li>' . esc_html( $label ) . ': <strong>' . esc_html( $figure ) . '</strong></li>';
		}
		echo '</ul><p><a href="' . esc_url( $this->screen->url() ) . '">' . esc_html__( 'Open the overview', 'duet-for-tiktok' ) . '</a></p>';
	}

	/**
	 * @param array<string, int> $counts
	 * @return array<string, string> Label => figure.
	 */
	private function figures( array $counts, ?int $oldest ): array {
		$figures = [];
		if ( $this->access->shop() ) {
			$report = $this->accuracy->of( self::DAYS );
			$figures[ __( 'Sales in the last 7 days', 'duet-for-tiktok' ) ] = number_format_i18n( $report['sales'] );
			$figures[ __( 'Of these, TikTok has', 'duet-for-tiktok' ) ]     = number_format_i18n( $report['delivered'] );
		}
		$figures[ __( 'Events waiting', 'duet-for-tiktok' ) ]           = number_format_i18n( ( $counts['pending'] ?? 0 ) + ( $counts['sending'] ?? 0 ) );
		$figures[ __( 'Events refused by TikTok', 'duet-for-tiktok' ) ] = number_format_i18n( $counts['dead'] ?? 0 );
		if ( null !== $oldest ) {
			$figures[ __( 'Oldest waiting event', 'duet-for-tiktok' ) ] = human_time_diff( 0, $oldest );
		}
		return $figures;
	}
}
