<?php
declare(strict_types=1);

namespace Duet\SiteHealth;

defined( 'ABSPATH' ) || exit;

/** Looks for what keeps sales from being counted right. For Site Health and the admin notice; never on a page view. */
final class Findings {

	/** Tests that ask for a page, so that no screen should wait for them. */
	public const SLOW = [ 'duet_pixels', 'duet_doors' ];

	/** Seconds. A drain runs each minute; an hour says that none does, or that TikTok is away. */
	private const OLD  = 3600;
	private const LATE = 900;

	/** Seconds between two clocks at which event times begin to be wrong for TikTok. */
	private const SKEW = 300;

	/** Seconds for which it is news that old events had to go. */
	private const RECENT = 7 * 86400;

	public function __construct( private readonly SiteState $site ) {
	}

	/** @return array<string, string> Test => what it looks at. */
	public static function tests(): array {
		return [
			'duet_table'   => __( 'TikTok: a place to keep events', 'duet-for-tiktok' ),
			'duet_token'   => __( 'TikTok: access tokens', 'duet-for-tiktok' ),
			'duet_refused' => __( 'TikTok: refused events', 'duet-for-tiktok' ),
			'duet_consent' => __( 'TikTok: consent', 'duet-for-tiktok' ),
			'duet_banner'  => __( 'TikTok: consent banner', 'duet-for-tiktok' ),
			'duet_cron'    => __( 'TikTok: scheduled deliveries', 'duet-for-tiktok' ),
			'duet_pending' => __( 'TikTok: events that wait', 'duet-for-tiktok' ),
			'duet_clock'   => __( 'TikTok: clocks', 'duet-for-tiktok' ),
			'duet_proxy'   => __( 'TikTok: visitors\' addresses', 'duet-for-tiktok' ),
			'duet_pixels'  => __( 'TikTok: one pixel', 'duet-for-tiktok' ),
			'duet_doors'   => __( 'TikTok: the way from your visitors\' browsers', 'duet-for-tiktok' ),
			'duet_cache'   => __( 'TikTok: ad clicks and your page cache', 'duet-for-tiktok' ),
			'duet_space'   => __( 'TikTok: the size of the list of deliveries', 'duet-for-tiktok' ),
		];
	}

	/** The finding of one test; null when all is well. */
	public function of( string $test ): ?Finding {
		return match ( $test ) {
			'duet_table'   => $this->table(),
			'duet_token'   => $this->token(),
			'duet_refused' => $this->refused(),
			'duet_consent' => $this->consent(),
			'duet_banner'  => $this->banner(),
			'duet_cron'    => $this->cron(),
			'duet_pending' => $this->pending(),
			'duet_clock'   => $this->clock(),
			'duet_proxy'   => $this->proxy(),
			'duet_pixels'  => $this->pixels(),
			'duet_doors'   => $this->site->closed_doors(),
			'duet_cache'   => $this->site->uncached_clicks(),
			'duet_space'   => $this->space(),
			default        => throw new \LogicException( 'no such test' ),
		};
	}

	/**
	 * What the merchant has to do before anything else, for the notice on their screens.
	 *
	 * @return array{label: string, text: string}|null
	 */
	public function urgent(): ?array {
		$banner  = $this->banner();
		$finding = $this->table() ?? $this->consent() ?? ( true === $banner?->urgent ? $banner : null ) ?? $this->token() ?? $this->refused();
		return null === $finding ? null : [ 'label' => $finding->label, 'text' => $finding->text ];
	}

	private function table(): ?Finding {
		return $this->site->has_table()
			? null
			: new Finding(
				'duet_table',
				true,
				__( 'Duet has no place to keep events', 'duet-for-tiktok' ),
				__( 'The database table is missing and could not be made. Ask your host whether the database user may create tables, then switch the plugin off and on. Sales of the last 47 hours are then brought in.', 'duet-for-tiktok' )
			);
	}

	private function token(): ?Finding {
		foreach ( $this->site->pixels() as $pixel ) {
			$code   = is_string( $pixel['code'] ?? null ) ? $pixel['code'] : '';
			$paused = is_array( $pixel['paused'] ?? null ) ? $pixel['paused'] : [];
			if ( true !== ( $pixel['has_token'] ?? null ) ) {
				/* translators: %s: pixel code. */
				return new Finding( 'duet_token', true, sprintf( __( 'Pixel %s has no access token', 'duet-for-tiktok' ), $code ), __( 'Without it nothing is sent from the server. Make a token in TikTok Events Manager and enter it in Duet\'s settings. Waiting events are then delivered.', 'duet-for-tiktok' ) );
			}
			// Until 0: no time ends this pause, only another token.
			if ( 0 === ( $paused['until'] ?? null ) ) {
				$message = is_string( $paused['message'] ?? null ) ? $paused['message'] : '';
				/* translators: %s: pixel code. */
				return new Finding( 'duet_token', true, sprintf( __( 'TikTok refuses the access token of pixel %s', 'duet-for-tiktok' ), $code ), trim( __( 'Check the code, make a new token for it in TikTok Events Manager, and enter it in Duet\'s settings. Waiting events are kept for 47 hours and then delivered.', 'duet-for-tiktok' ) . ' ' . $message ) );
			}
		}
		return null;
	}

	private function refused(): ?Finding {
		foreach ( $this->site->pixels() as $pixel ) {
			$paused = is_array( $pixel['paused'] ?? null ) ? $pixel['paused'] : [];
			if ( 'bad_event' === ( $paused['reason'] ?? null ) ) {
				$code    = is_string( $pixel['code'] ?? null ) ? $pixel['code'] : '';
				$message = is_string( $paused['message'] ?? null ) ? $paused['message'] : '';
				/* translators: %s: pixel code. */
				return new Finding( 'duet_refused', true, sprintf( __( 'TikTok refuses one event after the other for pixel %s', 'duet-for-tiktok' ), $code ), trim( __( "Sending is paused, and waiting events are kept for 47 hours. Correct what TikTok's answer names, then press Try again now on Duet's Deliveries page.", 'duet-for-tiktok' ) . ' ' . $message ) );
			}
		}
		return null;
	}

	private function consent(): ?Finding {
		return [] === $this->site->pixels() || $this->site->has_chosen_consent()
			? null
			: new Finding(
				'duet_consent',
				true,
				__( 'You have not chosen how consent works', 'duet-for-tiktok' ),
				__( 'Until you do, nothing is sent to TikTok. Two answers to choose from stand in Duet\'s settings.', 'duet-for-tiktok' )
			);
	}

	private function banner(): ?Finding {
		$names = $this->site->unreadable_banners();
		return [] === $names ? null : new Finding(
			'duet_banner',
			! $this->site->has_confirmed_banner(),
			/* translators: %s: names of banner plugins. */
			sprintf( __( 'Duet cannot read the answers visitors give in %s', 'duet-for-tiktok' ), implode( ', ', $names ) ),
			__( 'Your consent mode is "At once, unless the visitor refused", so events are also sent for visitors who refuse in this banner. Choose "Only after the visitor agreed", use a banner that Duet reads, or let your site report each answer with duet.consent( true ) or duet.consent( false ).', 'duet-for-tiktok' )
		);
	}

	private function cron(): ?Finding {
		return $this->site->seconds_late() < self::LATE
			? null
			: new Finding(
				'duet_cron',
				false,
				__( 'Scheduled deliveries do not run', 'duet-for-tiktok' ),
				__( 'WordPress\'s scheduled tasks (WP-Cron) are overdue. Ask your host to call wp-cron.php once a minute, or to run "wp duet drain".', 'duet-for-tiktok' )
			);
	}

	private function pending(): ?Finding {
		$oldest = $this->site->oldest_pending();
		if ( null === $oldest || $oldest < self::OLD ) {
			return null;
		}
		/* translators: %s: length of time, such as "3 hours". */
		return new Finding( 'duet_pending', false, sprintf( __( 'The oldest event has waited for %s', 'duet-for-tiktok' ), human_time_diff( time() - $oldest ) ), __( 'TikTok cannot be reached, or no delivery runs. Look into the deliveries for TikTok\'s last answer. Events are kept for 47 hours.', 'duet-for-tiktok' ) );
	}

	private function clock(): ?Finding {
		$skew = abs( $this->site->clock_skew() );
		/* translators: %s: length of time, such as "10 minutes". */
		return $skew < self::SKEW ? null : new Finding( 'duet_clock', false, sprintf( __( 'The clocks of web server and database differ by %s', 'duet-for-tiktok' ), human_time_diff( time(), time() + $skew ) ), __( 'Ask your host to set both by network time (NTP). TikTok refuses events from the future and counts late ones twice.', 'duet-for-tiktok' ) );
	}

	private function proxy(): ?Finding {
		return ! $this->site->hides_addresses()
			? null
			: new Finding(
				'duet_proxy',
				false,
				__( 'A proxy hides your visitors\' addresses', 'duet-for-tiktok' ),
				__( 'TikTok gets no IP address from the server and recognises fewer buyers. Ask your host to restore visitors\' addresses, or name the addresses of your proxy or CDN in wp-config.php, such as define( \'DUET_TRUSTED_PROXIES\', \'203.0.113.0/24\' );', 'duet-for-tiktok' )
			);
	}

	private function space(): ?Finding {
		$size = $this->site->table_size();
		$help = __( 'Raise the largest size in Duet\'s settings under Privacy, or keep deliveries for fewer days.', 'duet-for-tiktok' );
		if ( $size['bytes'] > $size['most_bytes'] || $size['rows'] > $size['most_rows'] ) {
			/* translators: 1: megabytes, 2: megabytes. */
			return new Finding( 'duet_space', false, sprintf( __( 'The list of deliveries takes %1$s of %2$s MB', 'duet-for-tiktok' ), number_format_i18n( ceil( $size['bytes'] / 1e6 ), 0 ), number_format_i18n( $size['most_bytes'] / 1e6, 0 ) ), __( 'Old page events are deleted within minutes. Recent sales and those that wait always stay.', 'duet-for-tiktok' ) . " $help" );
		}
		if ( $size['deleted_at'] < time() - self::RECENT ) {
			return null;
		}
		/* translators: %s: number of events. */
		return new Finding( 'duet_space', false, __( 'Old events were deleted because the list of deliveries was full', 'duet-for-tiktok' ), sprintf( __( '%s events so far: page events first, sales last.', 'duet-for-tiktok' ), number_format_i18n( $size['deleted'], 0 ) ) . " $help" );
	}

	private function pixels(): ?Finding {
		$names   = implode( ', ', $this->site->other_pixels() );
		$printed = implode( ', ', $this->site->printed_pixels() );
		if ( '' === $names && '' === $printed ) {
			return null;
		}
		return new Finding(
			'duet_pixels',
			false,
			/* translators: %s: pixel codes. */
			'' !== $printed ? sprintf( __( 'Your home page carries a TikTok pixel that is not Duet\'s: %s', 'duet-for-tiktok' ), $printed )
				/* translators: %s: names of plugins. */
				: sprintf( __( 'A second TikTok pixel may be active: %s', 'duet-for-tiktok' ), $names ),
			__( 'Two pixels count every sale twice, for they do not share event ids.', 'duet-for-tiktok' ) . ' ' .
				/* translators: %s: names of plugins. */
				( '' === $names ? __( 'Take the code out of the theme, the snippet or the box for custom code where it stands.', 'duet-for-tiktok' ) : sprintf( __( 'Switch TikTok off in %s, or the plugin itself.', 'duet-for-tiktok' ), $names ) )
		);
	}
}
