<?php
declare(strict_types=1);

namespace Duet\PublicRoutes;

use Closure;
use Duet\Support\Guard;

defined( 'ABSPATH' ) || exit;

/**
 * One small batch after a relay or acknowledgement was answered: the nearest clock there is, because a visitor is on
 * the site right now. Only where the server can close the connection first; anywhere else the visitor would wait.
 */
final class AfterResponse {

	private bool $planned = false;

	/**
	 * @param (Closure(): mixed)|null $finish Closes the connection; null where the server has no such function.
	 */
	public function __construct(
		private readonly LateWork $work,
		private readonly ?Closure $finish,
		private readonly Guard $guard,
	) {
	}

	/** @return (Closure(): mixed)|null This server's way to answer now and work on. */
	public static function finisher(): ?Closure {
		foreach ( [ 'fastcgi_finish_request', 'litespeed_finish_request' ] as $function ) {
			if ( function_exists( $function ) ) {
				return Closure::fromCallable( $function );
			}
		}
		return null;
	}

	public function plan(): void {
		if ( null !== $this->finish && ! $this->planned ) {
			$this->planned = true;
			// After everybody else's shutdown work that still prints.
			$this->guard->action( 'shutdown', $this->run( ... ), 1000 );
		}
	}

	private function run(): void {
		if ( null !== $this->finish ) {
			( $this->finish )();
			if ( PHP_SESSION_ACTIVE === session_status() ) {
				// Another plugin's. PHP locks it, so the visitor's next page would wait as long as TikTok takes.
				session_write_close();
			}
			$this->work->run();
		}
	}
}
