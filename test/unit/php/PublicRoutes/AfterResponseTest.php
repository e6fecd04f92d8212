<?php
declare(strict_types=1);

namespace Duet\Test\PublicRoutes;

use Duet\PublicRoutes\AfterResponse;
use Duet\PublicRoutes\LateWork;
use Duet\Test\ShopTestCase;
use PHPUnit\Framework\Attributes\PreserveGlobalState;
use PHPUnit\Framework\Attributes\RunTestsInSeparateProcesses;

/** A session needs a process that has printed nothing yet. */
#[RunTestsInSeparateProcesses]
#[PreserveGlobalState( false )]
final class AfterResponseTest extends ShopTestCase {

	/** @var list<string> What happened, with the state of the PHP session. */
	private array $steps = [];

	private function note( string $step ): \Closure {
		return function () use ( $step ): void {
			$this->steps[] = $step . ( PHP_SESSION_ACTIVE === session_status() ? ', session open' : '' );
		};
	}

	private function run_it(): void {
		$work = $this->createStub( LateWork::class );
		$work->method( 'run' )->willReturnCallback( $this->note( 'batch' ) );
		( new AfterResponse( $work, $this->note( 'answered' ), $this->guard() ) )->plan();
		do_action( 'shutdown' );
	}

	/** PHP lets one request at a time have a visitor's session: the next page would wait until TikTok has answered. */
	public function test_the_session_is_closed_before_tiktok_is_asked(): void {
		ini_set( 'session.use_cookies', '0' );
		ini_set( 'session.cache_limiter', '' );
		session_save_path( sys_get_temp_dir() );
		session_start();
		$_SESSION['theirs'] = 'kept';
		$this->run_it();
		self::assertSame( [ 'answered, session open', 'batch' ], $this->steps );
		session_start();
		self::assertSame( 'kept', $_SESSION['theirs'] );
		session_destroy();
	}

	public function test_without_a_session_there_is_nothing_to_close(): void {
		$this->run_it();
		self::assertSame( [ 'answered', 'batch' ], $this->steps );
	}
}
