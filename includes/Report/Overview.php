<?php
declare(strict_types=1);

namespace Duet\Report;

use Duet\Outbox\State;

defined( 'ABSPATH' ) || exit;

/**
 * The state of things in one sentence with one next action, and the steps until everything is set up. Pure: the same
 * for the screen and for WordPress's dashboard.
 *
 * @phpstan-import-type PixelState from PixelHealth
 * @phpstan-type Facts array{
 *     has_table: bool,
 *     pixels: list<PixelState>,
 *     has_consent_mode: bool,
 *     counts: array<string, int>,
 *     oldest_pending: int|null,
 * }
 * @phpstan-type Step array{id: string, label: string, done: bool, target: string}
 * @phpstan-type Action array{label: string, target: string}
 * @phpstan-type OverviewReport array{
 *     state: array{tone: string, sentence: string, action: Action|null},
 *     steps: list<Step>,
 *     counts: array<string, int>,
 *     oldest_pending: int|null,
 * }
 */
final class Overview {

	/** Seconds after which waiting is no longer the usual pause between two deliveries. */
	private const LATE = 1800;

	/** @param Facts $facts */
	public function __construct( private readonly array $facts ) {
	}

	/** @return OverviewReport */
	public function report(): array {
		return [
			'state'          => $this->state(),
			'steps'          => $this->steps(),
			'counts'         => $this->facts['counts'],
			'oldest_pending' => $this->facts['oldest_pending'],
		];
	}

	/**
	 * @return array{tone: string, sentence: string, action: Action|null} tone: good, waiting or bad; target: the hash of
	 *         a page of the screen.
	 */
	public function state(): array {
		$paused = null;
		foreach ( $this->facts['pixels'] as $pixel ) {
			$paused ??= null === $pixel['paused'] ? null : $pixel;
		}
		$sent = $this->facts['counts'][ State::Delivered->value ] ?? 0;
		return match ( true ) {
			! $this->facts['has_table']     => self::bad(
				__( 'The table of events is missing in the database, so nothing can be stored or sent. Deactivate Duet and activate it again, which creates the table.', 'duet-for-tiktok' )
			),
			[] === $this->facts['pixels']   => self::waiting(
				__( 'Duet is not connected to TikTok yet.', 'duet-for-tiktok' ),
				__( 'Set up Duet', 'duet-for-tiktok' ),
				'start'
			),
			! $this->facts['has_consent_mode'] => self::waiting(
				__( 'Nothing is sent to TikTok until you choose when events of a visitor may be sent.', 'duet-for-tiktok' ),
				__( 'Choose how consent works', 'duet-for-tiktok' ),
				'start/consent'
			),
			$this->lacks_token()            => self::bad(
				__( 'Your server sends nothing to TikTok, because a pixel has no access token.', 'duet-for-tiktok' ),
				__( 'Enter the access token', 'duet-for-tiktok' ),
				'settings/connection?field=pixels'
			),
			null !== $paused                => self::paused( $paused ),
			( $this->facts['oldest_pending'] ?? 0 ) > self::LATE => self::bad(
				sprintf(
					/* translators: %s: length of time, for example "2 hours". */
					__( 'Events have been waiting for %s. WP-Cron may not run on this site.', 'duet-for-tiktok' ),
					human_time_diff( 0, (int) $this->facts['oldest_pending'] )
				),
				__( 'See what waits', 'duet-for-tiktok' ),
				'deliveries?state=pending'
			),
			0 === $sent                     => self::waiting(
				__( 'Duet is ready and waits for the first event from a visitor.', 'duet-for-tiktok' ),
				__( 'Send a test event', 'duet-for-tiktok' ),
				'start/test'
			),
			default                         => [
				'tone'     => 'good',
				'sentence' => __( 'Duet is sending your events to TikTok.', 'duet-for-tiktok' ),
				'action'   => null,
			],
		};
	}

	/** @return list<Step> In the order in which a merchant takes them. */
	public function steps(): array {
		$pixels   = $this->facts['pixels'];
		$answered = [] !== array_filter( $pixels, static fn( array $pixel ): bool => null !== $pixel['last'] );
		$sent     = ( $this->facts['counts'][ State::Delivered->value ] ?? 0 ) > 0;
		return [
			self::step( 'pixel', __( 'Enter the pixel code', 'duet-for-tiktok' ), [] !== $pixels, 'start/connect' ),
			self::step( 'token', __( 'Enter the access token', 'duet-for-tiktok' ), [] !== $pixels && ! $this->lacks_token(), 'start/connect' ),
			self::step( 'consent', __( 'Choose how consent works', 'duet-for-tiktok' ), $this->facts['has_consent_mode'], 'start/consent' ),
			self::step( 'answer', __( 'Get a first answer from TikTok with a test event', 'duet-for-tiktok' ), $answered || $sent, 'start/test' ),
			self::step( 'event', __( 'Deliver the first event of a visitor', 'duet-for-tiktok' ), $sent, 'deliveries' ),
		];
	}

	private function lacks_token(): bool {
		return [] !== array_filter( $this->facts['pixels'], static fn( array $pixel ): bool => ! $pixel['has_token'] );
	}

	/**
	 * @param PixelState $pixel
	 * @return array{tone: string, sentence: string, action: Action|null}
	 */
	private static function paused( array $pixel ): array {
		$reason = $pixel['paused']['reason'] ?? '';
		if ( in_array( $reason, [ 'address', 'copy' ], true ) ) {
			return self::bad( __( 'Nothing is sent, because the address of this site has changed. Answer the question at the top of the dashboard.', 'duet-for-tiktok' ) );
		}
		$words = PauseWords::of( $reason, $pixel['paused']['message'] ?? '' );
		return self::bad( $words['summary'], __( 'See what to do', 'duet-for-tiktok' ), 'deliveries' );
	}

	/** @return array{tone: string, sentence: string, action: Action|null} */
	private static function bad( string $sentence, string $label = '', string $target = '' ): array {
		return [
			'tone'     => 'bad',
			'sentence' => $sentence,
			'action'   => '' === $label ? null : [ 'label' => $label, 'target' => $target ],
		];
	}

	/** @return array{tone: string, sentence: string, action: Action} */
	private static function waiting( string $sentence, string $label, string $target ): array {
		return [
			'tone'     => 'waiting',
			'sentence' => $sentence,
			'action'   => [ 'label' => $label, 'target' => $target ],
		];
	}

	/** @return Step */
	private static function step( string $id, string $label, bool $done, string $target ): array {
		return [
			'id'     => $id,
			'label'  => $label,
			'done'   => $done,
			'target' => $target,
		];
	}
}
