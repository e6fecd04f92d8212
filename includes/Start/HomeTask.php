<?php
declare(strict_types=1);

namespace Duet\Start;

defined( 'ABSPATH' ) || exit;

use Automattic\WooCommerce\Admin\Features\OnboardingTasks\Task;
use Automattic\WooCommerce\Admin\Features\OnboardingTasks\TaskList;

/** The line "Connect TikTok with Duet" under "Things to do next" on WooCommerce > Home. */
final class HomeTask extends Task {

	/**
	 * @param TaskList|null $task_list The list it is added to.
	 * @param string        $url       Address of the guided start.
	 */
	public function __construct(
		?TaskList $task_list,
		private readonly string $url,
		private readonly Setup $setup,
	) {
		parent::__construct( $task_list );
	}

	public function get_id(): string {
		return 'duet-for-tiktok';
	}

	public function get_title(): string {
		return __( 'Connect TikTok with Duet', 'duet-for-tiktok' );
	}

	public function get_content(): string {
		return __( 'Count each sale at TikTok once, from the browser and from your server.', 'duet-for-tiktok' );
	}

	public function get_additional_info(): string {
		return $this->setup->missing();
	}

	public function get_time(): string {
		return __( '5 minutes', 'duet-for-tiktok' );
	}

	public function get_action_url(): string {
		return $this->url;
	}

	public function is_complete(): bool {
		return '' === $this->setup->missing();
	}
}
